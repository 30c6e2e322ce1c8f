package io.procmgr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What the JDK remembers of the last one who used it. It keeps the class of the record whose {@code equals} was linked last,
 * and with it its class loader, until the next one comes (JDK 17: {@code ObjectMethods.eq} and the cache of
 * {@code MethodHandle.asType}; softly in later ones).
 */
final class JdkMemory {
    private JdkMemory() {}

    /** Gives it a class of its own to remember. */
    static void leave() {
        try {
            MethodType equals = MethodType.methodType(boolean.class, String.class, Object.class);
            ObjectMethods.bootstrap(MethodHandles.publicLookup(), "equals", equals, String.class, "");
        } catch (Throwable e) {
            System.getLogger("procmgr")
                    .log(
                            System.Logger.Level.DEBUG,
                            "the JDK goes on remembering a record of procmgr until another one is compared",
                            e);
        }
    }
}
