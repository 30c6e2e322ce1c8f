package io.procmgr.os;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Catches signals. Java has no API for it but {@code sun.misc.Signal} of the module jdk.unsupported; it is called by reflection
 * because the compiler warns of every mention and lets no annotation silence that.
 */
public final class SystemSignal {
    private SystemSignal() {}

    /** A signal that is caught; closing this has it do again what it did before. */
    public interface Caught extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Runs the action at each signal, or once for several that come close together, on a thread of the JVM.
     *
     * @param name without SIG, such as {@code HUP}
     * @throws UnsupportedOperationException if this JVM cannot catch it, or keeps it for itself
     */
    public static Caught handle(String name, Runnable action) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "procmgr at SIG" + name;
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(SystemSignal.class.getClassLoader(), new Class<?>[] {type}, handler);
            Object before = set(name, proxy);
            return () -> restore(name, before);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new UnsupportedOperationException("cannot catch SIG" + name + ": " + e, e);
        }
    }

    private static Object set(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    private static void restore(String name, Object before) {
        try {
            set(name, before);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("cannot let go of SIG" + name + ", which was caught", e);
        }
    }
}
