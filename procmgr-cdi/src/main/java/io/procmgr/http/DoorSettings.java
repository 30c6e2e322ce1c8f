package io.procmgr.http;

import io.procmgr.SettingKey;
import io.procmgr.SettingValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a door is, and how it is guarded.
 *
 * @param host a host name or address; beyond loopback it takes TLS
 * @param port 0 for a free one; empty: {@value HttpDoor#DEFAULT_PORT}, or a free one if that is taken
 * @param open what is shown without a token
 * @param users file of users, beside the tokens
 * @param tls by the door itself; empty: it does none
 * @param tlsExternal whether a proxy before it does TLS
 * @param allowedHosts further names by which clients may address it, with a port or without
 * @param allowedOrigins of pages, beside its own, that may send requests, such as {@code https://portal.example.com}
 */
public record DoorSettings(
        String host,
        OptionalInt port,
        Set<PublicPart> open,
        Optional<Path> users,
        Optional<TlsSettings> tls,
        boolean tlsExternal,
        List<String> allowedHosts,
        List<String> allowedOrigins) {
    /** On loopback, for who has a token. */
    public static final DoorSettings LOCAL = new DoorSettings(
            "127.0.0.1",
            OptionalInt.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            List.of());

    public DoorSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(tls, "tls");
        open = Set.copyOf(open);
        allowedHosts = lowerCase(allowedHosts);
        allowedOrigins = lowerCase(allowedOrigins);
        if (tlsExternal && tls.isPresent()) {
            throw new IllegalArgumentException("TLS is done by the door or by a proxy, not by both");
        }
    }

    private static List<String> lowerCase(List<String> words) {
        // no lambda: each costs a command a millisecond before its first job
        List<String> lower = new ArrayList<>(words.size());
        for (String word : words) {
            lower.add(word.toLowerCase(Locale.ROOT));
        }
        return List.copyOf(lower);
    }

    /** What properties say. That there is a door at all is not asked here. */
    public static DoorSettings of(SettingValues values) {
        Optional<TlsSettings> tls = values.httpTlsKeyStore()
                .map(store -> new TlsSettings(
                        store,
                        values.httpTlsKeyStorePasswordFile().orElseThrow(),
                        values.httpTlsTrustStore(),
                        values.httpTlsTrustStorePasswordFile(),
                        TlsSettings.ClientAuth.valueOf(
                                values.httpTlsClientAuth().toUpperCase(Locale.ROOT))));
        return new DoorSettings(
                values.httpHost(),
                values.httpPort(),
                PublicPart.parse(values.httpPublic()),
                values.httpUsers(),
                tls,
                values.httpTlsExternal(),
                values.httpAllowedHosts(),
                values.httpAllowedOrigins());
    }

    /** The same at another place. */
    public DoorSettings at(String otherHost, OptionalInt otherPort) {
        return new DoorSettings(otherHost, otherPort, open, users, tls, tlsExternal, allowedHosts, allowedOrigins);
    }

    /** The same, showing these without a token. */
    public DoorSettings withOpen(Set<PublicPart> parts) {
        return new DoorSettings(host, port, parts, users, tls, tlsExternal, allowedHosts, allowedOrigins);
    }

    /** The same with a file of users. */
    public DoorSettings withUsers(Path file) {
        return new DoorSettings(host, port, open, Optional.of(file), tls, tlsExternal, allowedHosts, allowedOrigins);
    }

    /**
     * The address to listen at.
     *
     * @throws IOException if there is no such host, or secrets would go over a network as they are
     */
    InetAddress address() throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen at " + host + ": there is no such host", e);
        }
        if (!address.isLoopbackAddress() && tls.isEmpty() && !tlsExternal) {
            throw new IOException("cannot listen at " + host + ": beyond loopback anybody on the way could read the"
                    + " tokens; it takes " + SettingKey.HTTP_TLS_KEY_STORE.key() + ", or " + SettingKey.HTTP_TLS.key()
                    + " = external if a proxy does TLS; or use 127.0.0.1 and an SSH tunnel");
        }
        return address;
    }

    /**
     * Refuses, before any job runs, what the door would refuse once they do.
     *
     * @throws IOException if somebody else listens there, it is no address of this machine, or a file cannot be used
     */
    public void requireUsable() throws IOException {
        InetAddress address = address();
        if (port.isPresent()) {
            HttpDoor.bind(address, host, port.getAsInt()).close();
        }
        if (users.isPresent()) {
            Users.in(users.get());
        }
        if (tls.isPresent()) {
            TlsKeys.load(tls.get(), keys -> {});
        }
    }

    /**
     * Who may come in.
     *
     * @throws IOException if a file with secrets cannot be used
     */
    public Logins logins(Path stateDirectory) throws IOException {
        Tokens tokens = Tokens.in(stateDirectory);
        return users.isPresent() ? Logins.of(tokens, users.get()) : Logins.of(tokens);
    }
}
