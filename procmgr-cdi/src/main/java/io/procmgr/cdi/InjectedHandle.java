package io.procmgr.cdi;

import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A place where a handle is to be injected.
 *
 * @param job whose handle
 * @param place for messages
 */
record InjectedHandle(String job, String place) {
    /** The handle that an injection point asks for, also by an {@code Instance}. */
    static Optional<InjectedHandle> of(InjectionPoint point) {
        if (!isHandle(point.getType())) {
            return Optional.empty();
        }
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof Job job) {
                String member = point.getMember().getDeclaringClass().getName() + "."
                        + point.getMember().getName();
                return Optional.of(new InjectedHandle(job.value(), "@Inject in " + member));
            }
        }
        return Optional.empty();
    }

    private static boolean isHandle(Type type) {
        return type == SupervisedProcess.class
                || type instanceof ParameterizedType holder
                        && List.of(holder.getActualTypeArguments()).equals(List.of(SupervisedProcess.class));
    }
}
