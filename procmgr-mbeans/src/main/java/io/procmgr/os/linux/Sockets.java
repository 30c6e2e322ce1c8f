package io.procmgr.os.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stream sockets that listen, and their connections ({@code man 7 ip}, {@code man 7 unix}). They are inherited only on
 * purpose.
 */
public final class Sockets {
    static final int IPV4_BYTES = 16;
    static final int IPV6_BYTES = 28;
    static final int IPV6_ADDRESS = 8;
    static final int LOCAL_BYTES = 110;
    static final int LOCAL_PATH = 2;

    /** As long a queue as the kernel allows. */
    private static final int BACKLOG = 4096;

    static {
        JnaLibrary.bind(Sockets.class);
    }

    private Sockets() {}

    private static native int socket(int domain, int type, int protocol);

    private static native int bind(int socket, long address, int bytes);

    private static native int listen(int socket, int backlog);

    private static native int connect(int socket, long address, int bytes);

    private static native int accept4(int socket, long address, long bytes, int flags);

    private static native int setsockopt(int socket, int level, int option, long value, int bytes);

    /**
     * A connection.
     *
     * @param peer of one from the network
     */
    public record Connection(int descriptor, Optional<InetSocketAddress> peer) {}

    /**
     * Listens on a port, also if connections of an earlier listener are still being wound up.
     *
     * @param waits whether {@code accept} on it is to wait
     */
    public static int listen(InetAddress host, int port, boolean waits) throws ErrnoException {
        byte[] address = host.getAddress();
        boolean four = address.length == 4;
        Memory memory = new Memory(128);
        int socket = open(four ? Constants.AF_INET : Constants.AF_INET6, waits);
        try {
            long yes = memory.take(Integer.BYTES);
            memory.putInt(yes, 1);
            Calls.checked(setsockopt(socket, Constants.SOL_SOCKET, Constants.SO_REUSEADDR, yes, Integer.BYTES));
            long at = memory.zeroed(four ? IPV4_BYTES : IPV6_BYTES);
            memory.putShort(at, (short) (four ? Constants.AF_INET : Constants.AF_INET6));
            memory.putBytes(at + 2, new byte[] {(byte) (port >> 8), (byte) port});
            memory.putBytes(at + (four ? 4 : IPV6_ADDRESS), address);
            Calls.checked(bind(socket, at, four ? IPV4_BYTES : IPV6_BYTES));
            Calls.checked(listen(socket, BACKLOG));
            return socket;
        } catch (ErrnoException e) {
            Calls.close(socket);
            throw e;
        }
    }

    /** Listens on a file, which is made. */
    public static int listen(Path path, boolean waits) throws IOException {
        int socket = open(Constants.AF_UNIX, waits);
        try {
            Memory memory = new Memory(256);
            Calls.checked(bind(socket, local(memory, path), LOCAL_BYTES));
            Calls.checked(listen(socket, BACKLOG));
            return socket;
        } catch (IOException e) {
            Calls.close(socket);
            throw e;
        }
    }

    /** Whether somebody listens on that file. */
    public static boolean isAnswered(Path path) throws IOException {
        int socket = open(Constants.AF_UNIX, false);
        try {
            Memory memory = new Memory(256);
            if (connect(socket, local(memory, path), LOCAL_BYTES) == 0) {
                return true;
            }
            // a listener whose queue is full is one, too
            return !ErrnoException.last().is(Errno.ECONNREFUSED);
        } finally {
            Calls.close(socket);
        }
    }

    /** The next connection of a socket that does not wait; empty if there is none now. */
    public static Optional<Connection> accept(int listening) throws ErrnoException {
        Memory memory = new Memory(256);
        long length = memory.take(Integer.BYTES);
        memory.putInt(length, LOCAL_BYTES);
        long from = memory.zeroed(LOCAL_BYTES);
        int connection = accept4(listening, from, length, Constants.O_CLOEXEC);
        if (connection < 0) {
            ErrnoException failure = ErrnoException.last();
            if (failure.is(Errno.EAGAIN) || failure.is(Errno.EINTR) || failure.is(Errno.ECONNABORTED)) {
                return Optional.empty();
            }
            throw failure;
        }
        return Optional.of(new Connection(Descriptors.aboveStandard(connection), peer(memory, from)));
    }

    private static Optional<InetSocketAddress> peer(Memory memory, long from) {
        int family = memory.getShort(from);
        if (family != Constants.AF_INET && family != Constants.AF_INET6) {
            return Optional.empty();
        }
        byte[] port = memory.bytes(from + 2, 2);
        boolean four = family == Constants.AF_INET;
        try {
            InetAddress address =
                    InetAddress.getByAddress(memory.bytes(from + (four ? 4 : IPV6_ADDRESS), four ? 4 : 16));
            return Optional.of(new InetSocketAddress(address, (port[0] & 0xff) << 8 | port[1] & 0xff));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static long local(Memory memory, Path path) throws IOException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= LOCAL_BYTES - LOCAL_PATH) {
            throw new IOException("the path of a socket has at most " + (LOCAL_BYTES - LOCAL_PATH - 1)
                    + " bytes (bytes=" + name.length + ")");
        }
        long address = memory.zeroed(LOCAL_BYTES);
        memory.putShort(address, (short) Constants.AF_UNIX);
        memory.putBytes(address + LOCAL_PATH, name);
        return address;
    }

    private static int open(int family, boolean waits) throws ErrnoException {
        int type = Constants.SOCK_STREAM | Constants.O_CLOEXEC | (waits ? 0 : Constants.O_NONBLOCK);
        return Descriptors.aboveStandard(Calls.checked(socket(family, type, 0)));
    }
}
