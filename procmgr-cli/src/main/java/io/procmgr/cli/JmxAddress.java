package io.procmgr.cli;

import io.procmgr.ProcMgr;
import io.procmgr.http.Logins;
import io.procmgr.rmi.RmiDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * {@code --jmx-port} and {@code --jmx-host}: where JMX by RMI listens.
 *
 * @param host a host name or address
 * @param port 0 for a free one
 */
record JmxAddress(String host, int port) {
    private static final int LAST_PORT = 65_535;

    JmxAddress {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("must be 0 to " + LAST_PORT + " (value=" + port + ")");
        }
    }

    /** @throws IOException if the port is taken meanwhile */
    RmiDoor open(ProcMgr procMgr, Logins logins) throws IOException {
        return RmiDoor.open(host, port, logins, procMgr.callers());
    }

    /**
     * Refuses, before any job runs, what the door would refuse once they do.
     *
     * @throws IOException if somebody else listens there, or it is not a loopback address of this machine
     */
    void requireUsable() throws IOException {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                throw new IOException(RmiDoor.BEYOND_LOOPBACK);
            }
            new ServerSocket(port, 1, address).close();
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen at " + host + ": there is no such host", e);
        } catch (IOException e) {
            throw new IOException("cannot listen at " + host + " port " + port + ": " + e.getMessage(), e);
        }
    }
}
