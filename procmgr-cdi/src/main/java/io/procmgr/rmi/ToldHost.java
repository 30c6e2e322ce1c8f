package io.procmgr.rmi;

import java.io.ObjectOutput;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;
import java.util.Optional;

/**
 * Says where clients find remote objects. RMI writes one name of this machine into all of them, which may not be reachable, or
 * not the address that we listen at; the only way to change it is a property of the whole JVM. So references are written with
 * another host than RMI thinks.
 *
 * @param host in place of RMI's; empty: RMI's
 */
record ToldHost(Optional<String> host) {
    /** The reference of a stub, as clients are to see it. */
    RemoteRef of(Remote stub) {
        RemoteObject object =
                stub instanceof RemoteObject plain ? plain : (RemoteObject) Proxy.getInvocationHandler(stub);
        RemoteRef reference = object.getRef();
        return host.isPresent() ? readdressed(reference, host.get()) : reference;
    }

    /** A reference writes as texts the host alone. */
    private static RemoteRef readdressed(RemoteRef reference, String host) {
        return proxy(RemoteRef.class, (proxy, method, arguments) -> {
            if (method.getName().equals("writeExternal")) {
                ObjectOutput out = (ObjectOutput) arguments[0];
                reference.writeExternal(proxy(
                        ObjectOutput.class,
                        (self, write, values) ->
                                call(out, write, write.getName().equals("writeUTF") ? new Object[] {host} : values)));
                return null;
            }
            return call(reference, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(ToldHost.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
