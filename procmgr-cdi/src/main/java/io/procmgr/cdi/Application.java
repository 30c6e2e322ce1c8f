package io.procmgr.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The application whose jobs are run.
 *
 * @param beans its beans and observers
 * @param withMetadata its observers that have {@code EventMetadata} injected
 * @param loader its class loader
 * @param contextPath where it is, if it is a web application
 */
record Application(
        BeanManager beans, Set<ObserverMethod<?>> withMetadata, ClassLoader loader, Optional<String> contextPath) {
    Application {
        Objects.requireNonNull(beans, "beans");
        withMetadata = Set.copyOf(withMetadata);
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(contextPath, "contextPath");
    }
}
