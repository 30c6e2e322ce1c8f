package io.procmgr.rmi;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A connection that tells RMI an address which is none of this machine. The registry of the JDK lets everybody on the same
 * machine bind names, and so put a server of his own in the place of ours that collects what others log in with; it takes for
 * the same machine what a socket can be bound to. This address, of an interface that does not exist, never can.
 */
final class GuestSocket extends Socket {
    private static final int NO_INTERFACE = Integer.MAX_VALUE;

    /** RMI itself waits two hours; its clients let go of a connection after 15 s without a call, and make a new one then. */
    private static final int MOST_IDLE_MILLIS = 20_000;

    private final InetAddress mask;
    private final Map<String, GuestSocket> open;

    /**
     * A connection that is not made yet.
     *
     * @param number tells it from the others
     * @param open from which it removes itself when it closes
     */
    GuestSocket(int number, Map<String, GuestSocket> open) {
        this.mask = mask(number);
        this.open = open;
    }

    private static InetAddress mask(int number) {
        byte[] address = ByteBuffer.allocate(16)
                .putInt(0xfe800000)
                .putLong(0)
                .putInt(number)
                .array();
        try {
            return Inet6Address.getByAddress(null, address, NO_INTERFACE);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    /** What it tells as its peer's address. */
    InetAddress mask() {
        return mask;
    }

    /** Its peer's address. */
    String peer() {
        InetAddress address = super.getInetAddress();
        return address == null ? "unknown" : address.getHostAddress();
    }

    @Override
    public InetAddress getInetAddress() {
        return mask;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis == 0 ? MOST_IDLE_MILLIS : Math.min(millis, MOST_IDLE_MILLIS));
    }

    @Override
    public void close() throws IOException {
        open.remove(mask.getHostAddress(), this);
        super.close();
    }
}
