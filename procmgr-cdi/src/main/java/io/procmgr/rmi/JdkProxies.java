package io.procmgr.rmi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;

/**
 * Makes objects of classes of the JDK alone, for places that never let go of what they are given: an object of ours would hold
 * on to the class loader of an application that was undeployed.
 */
final class JdkProxies {
    private JdkProxies() {}

    /** An object whose one method is the handle, which must not lead to a class of ours by itself. */
    static <T> T of(Class<T> type, MethodHandle handle) {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        // where a JDK makes an ordinary proxy, it makes it in this loader
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return MethodHandleProxies.asInterfaceInstance(type, handle);
        } finally {
            thread.setContextClassLoader(context);
        }
    }
}
