package io.procmgr.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which classes are beans: those with a scope or a stereotype, as in a jar without {@code beans.xml}. Looked for by us, since
 * what a container finds by itself are the jars of the JVM's own class path.
 */
final class BeanClasses {
    private static final Logger LOG = System.getLogger("procmgr");

    private BeanClasses() {}

    /** @throws IOException if a class with a job cannot be loaded; what else cannot be is no bean */
    static List<Class<?>> of(List<ScannedPlace> places, ClassLoader loader) throws IOException {
        List<Class<?>> beans = new ArrayList<>();
        for (ScannedPlace place : places) {
            for (String name : place.classes()) {
                try {
                    Class<?> type = Class.forName(name, false, loader);
                    if (isBean(type)) {
                        beans.add(type);
                    }
                } catch (ClassNotFoundException | LinkageError e) {
                    if (place.annotated().contains(name)) {
                        throw new IOException(
                                "cannot load " + name + " of " + place.path() + ", which has @ManagedProcess: " + e, e);
                    }
                    LOG.log(Level.DEBUG, () -> "procmgr passes over " + name + " of " + place.path() + ": " + e);
                }
            }
        }
        return beans;
    }

    private static boolean isBean(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation == Dependent.class
                        || annotation == Interceptor.class
                        || annotation.isAnnotationPresent(NormalScope.class)
                        || annotation.isAnnotationPresent(Stereotype.class));
    }
}
