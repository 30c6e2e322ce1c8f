package io.procmgr.rmi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands the port to RMI, which remembers each factory of ports for ever (a map in {@code sun.rmi.transport.tcp.TCPEndpoint}).
 * So the factory is made of classes of the JDK alone: it would else hold on to the class loader of an application that was
 * undeployed.
 */
final class PortSource implements AutoCloseable {
    private final AtomicReference<ServerSocket> port;
    private final RMIServerSocketFactory factory;

    PortSource(ServerSocket port) {
        this.port = new AtomicReference<>(port);
        this.factory = factory(this.port);
    }

    private static RMIServerSocketFactory factory(AtomicReference<ServerSocket> port) {
        try {
            MethodHandle get = MethodHandles.publicLookup()
                    .findVirtual(AtomicReference.class, "get", MethodType.methodType(Object.class))
                    .bindTo(port);
            return JdkProxies.of(
                    RMIServerSocketFactory.class,
                    MethodHandles.dropArguments(get.asType(MethodType.methodType(ServerSocket.class)), 0, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("AtomicReference has get()", e);
        }
    }

    RMIServerSocketFactory factory() {
        return factory;
    }

    /** The factory, which stays, knows of no port any more. */
    @Override
    public void close() {
        port.set(null);
    }
}
