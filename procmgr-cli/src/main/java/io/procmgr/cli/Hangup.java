package io.procmgr.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Catches SIGHUP. Java has no API for it but {@code sun.misc.Signal} of the module jdk.unsupported; it is called by
 * reflection because the compiler warns of every mention and lets no annotation silence that.
 */
final class Hangup {
    private static final Logger LOG = System.getLogger("procmgr");

    private Hangup() {}

    /** Runs the action at each SIGHUP, on a thread of its own, in place of the JVM's default: to end. */
    static void handle(Runnable action) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "reload at SIGHUP";
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(Hangup.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "procmgr cannot catch SIGHUP, it ends procmgr instead of reloading: " + e);
        }
    }
}
