package io.procmgr.cdi;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several jobs on one class: what the compiler makes of a repeated {@link ManagedProcess}. */
// a stereotype as well: else a class that carries the annotation twice would not be looked at by a container that only
// looks
// at annotated classes
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ManagedProcesses {
    ManagedProcess[] value();
}
