package io.procmgr.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Objects;
import java.util.Optional;

/**
 * The application whose jobs are run.
 *
 * @param beans its beans and observers
 * @param loader its class loader
 * @param contextPath where it is, if it is a web application
 */
record Application(BeanManager beans, ClassLoader loader, Optional<String> contextPath) {
    Application {
        Objects.requireNonNull(beans, "beans");
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(contextPath, "contextPath");
    }
}
