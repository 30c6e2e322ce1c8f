package io.procmgr.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource limit of a {@link ManagedProcess}: key {@code limit.<name>}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Limit {
    /** Name of the resource in {@code man prlimit}, such as {@code nofile}. */
    String name();

    /** A number in the kernel's unit, or {@code infinity}. */
    String value();
}
