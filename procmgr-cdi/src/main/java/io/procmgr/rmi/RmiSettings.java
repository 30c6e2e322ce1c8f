package io.procmgr.rmi;

import io.procmgr.SettingKey;
import io.procmgr.http.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;

/**
 * Where JMX by RMI is, and how it is guarded.
 *
 * @param host a host name or address; beyond loopback it takes TLS, on loopback it does none
 * @param port 0 for a free one
 * @param tls the keys of the HTTP door, if it has some
 */
public record RmiSettings(String host, int port, Optional<TlsSettings> tls) {
    private static final int LAST_PORT = 65_535;

    public RmiSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(tls, "tls");
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("must be 0 to " + LAST_PORT + " (value=" + port + ")");
        }
    }

    /** The same with the keys of the HTTP door. */
    public RmiSettings withTls(Optional<TlsSettings> keys) {
        return new RmiSettings(host, port, keys);
    }

    /**
     * Refuses, before any job runs, what the door would refuse once they do.
     *
     * @throws IOException if somebody else listens there, it is no address of this machine, secrets would go over a network as
     *     they are, or keys cannot be used
     */
    public void requireUsable() throws IOException {
        listen().close();
    }

    ListeningPort listen() throws IOException {
        InetAddress address = address();
        return address.isLoopbackAddress()
                ? new ListeningPort(address, port)
                : new ListeningPort(address, port, tls.orElseThrow());
    }

    private InetAddress address() throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen at " + host + ": there is no such host", e);
        }
        if (!address.isLoopbackAddress() && tls.isEmpty()) {
            throw new IOException("cannot listen at " + host + ": beyond loopback anybody on the way could read the"
                    + " tokens; JMX by RMI takes " + SettingKey.HTTP_TLS_KEY_STORE.key()
                    + " there, or use 127.0.0.1 and an SSH tunnel");
        }
        return address;
    }

    /** What clients are told to connect to; empty if it is each address of this machine. */
    Optional<String> toldHost() throws IOException {
        InetAddress address = address();
        if (address.isAnyLocalAddress()) {
            return Optional.empty();
        }
        // a certificate is made out to a name
        return Optional.of(address.isLoopbackAddress() ? address.getHostAddress() : host);
    }
}
