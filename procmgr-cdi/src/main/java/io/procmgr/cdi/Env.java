package io.procmgr.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An environment variable of a {@link ManagedProcess}: key {@code env.<name>}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Env {
    /** Name of the variable, such as {@code LANG}. */
    String name();

    /** Its value as it is: nothing is expanded. */
    String value();
}
