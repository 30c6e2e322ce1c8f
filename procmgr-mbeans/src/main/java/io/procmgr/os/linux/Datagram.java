package io.procmgr.os.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A message to a socket of this host ({@code man 7 unix}), for which Java has no class. */
public final class Datagram {
    static {
        JnaLibrary.bind(Datagram.class);
    }

    private Datagram() {}

    private static native int socket(int domain, int type, int protocol);

    private static native long sendto(int socket, long bytes, long length, int flags, long address, int addressBytes);

    /**
     * Sends one message.
     *
     * @param receiver the path of its socket, or {@code @} and a name without a file
     * @param waits whether to wait while the receiver has too many messages to read
     * @throws IOException if it cannot be sent: nobody receives there, say, or there are too many and it is not to wait
     * @throws LinkageError if JNA cannot be used
     */
    public static void send(String receiver, String message, boolean waits) throws IOException {
        byte[] name = receiver.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= Sockets.LOCAL_BYTES - Sockets.LOCAL_PATH) {
            throw new IOException("the path of a socket has 1 to " + (Sockets.LOCAL_BYTES - Sockets.LOCAL_PATH - 1)
                    + " bytes (bytes=" + name.length + ")");
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(256 + text.length);
        long address = memory.zeroed(Sockets.LOCAL_BYTES);
        memory.putShort(address, (short) Constants.AF_UNIX);
        memory.putBytes(address + Sockets.LOCAL_PATH, name);
        long bytes = memory.take(text.length);
        memory.putBytes(bytes, text);
        int flags = Constants.MSG_NOSIGNAL | (waits ? 0 : Constants.MSG_DONTWAIT);
        int socket = Calls.checked(socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.O_CLOEXEC, 0));
        try {
            // a name without a file ends where the address does
            Calls.checked(sendto(socket, bytes, text.length, flags, address, Sockets.LOCAL_PATH + name.length));
        } finally {
            Calls.close(socket);
        }
    }
}
