package io.procmgr.http;

import io.procmgr.http.server.SecureSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * TLS by the door itself. Versions 1.2 and 1.3. The files are read anew when they change.
 *
 * @param keyStore PKCS12 or JKS, with a private key and its certificates
 * @param keyStorePasswordFile holds the password of store and key, and is of mode 0600
 * @param trustStore PKCS12 or JKS, with the authorities whose client certificates are taken; empty: none are
 * @param trustStorePasswordFile holds its password; empty: it has none
 * @param clientAuth whether clients show a certificate
 */
public record TlsSettings(
        Path keyStore,
        Path keyStorePasswordFile,
        Optional<Path> trustStore,
        Optional<Path> trustStorePasswordFile,
        ClientAuth clientAuth) {
    /** Whether clients show a certificate. */
    public enum ClientAuth {
        /** It is not asked for. */
        NONE,
        /** Who shows one is who it says; others need a token or password. */
        WANT,
        /** Nobody comes in without one but who shows a token on this host. */
        NEED
    }

    /**
     * Connections with these keys, for another door.
     *
     * @throws IOException if the stores cannot be used
     */
    public SecureSockets sockets() throws IOException {
        TlsKeys keys = TlsKeys.load(this, renewed -> {});
        return plain -> {
            SSLSocket socket = keys.over(plain);
            if (clientAuth == ClientAuth.NEED) {
                socket.setNeedClientAuth(true);
            }
            return socket;
        };
    }

    public TlsSettings {
        Objects.requireNonNull(keyStore, "keyStore");
        Objects.requireNonNull(keyStorePasswordFile, "keyStorePasswordFile");
        Objects.requireNonNull(trustStore, "trustStore");
        Objects.requireNonNull(trustStorePasswordFile, "trustStorePasswordFile");
        if (clientAuth != ClientAuth.NONE && trustStore.isEmpty()) {
            throw new IllegalArgumentException(
                    "client certificates need a trust store (client-auth=" + clientAuth + ")");
        }
    }
}
