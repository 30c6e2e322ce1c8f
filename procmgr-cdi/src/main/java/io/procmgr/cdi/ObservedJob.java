package io.procmgr.cdi;

import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.util.Optional;

/**
 * An observer that names a job.
 *
 * @param job that it hears of
 * @param place for messages
 */
record ObservedJob(String job, String place) {
    static Optional<ObservedJob> of(ObserverMethod<?> observer) {
        for (Annotation qualifier : observer.getObservedQualifiers()) {
            if (qualifier instanceof Job job) {
                return Optional.of(new ObservedJob(
                        job.value(), "@Observes in " + observer.getBeanClass().getName()));
            }
        }
        return Optional.empty();
    }
}
