package io.procmgr.http;

import io.procmgr.http.server.SecureSockets;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/**
 * The keys of the door as the stores have them now: they are looked at with each connection, and read when they look
 * different. Stores that cannot be used then leave the old keys in use. Safe for use by several threads.
 */
final class TlsKeys implements SecureSockets {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final Duration SOON = Duration.ofDays(14);

    private final TlsSettings settings;
    private final Consumer<List<X509Certificate>> renewed;
    private List<Optional<FileStamp>> stamps;
    private KeyMaterial material;

    private TlsKeys(
            TlsSettings settings,
            Consumer<List<X509Certificate>> renewed,
            List<Optional<FileStamp>> stamps,
            KeyMaterial material) {
        this.settings = settings;
        this.renewed = renewed;
        this.stamps = stamps;
        this.material = material;
        warnOfEnd(material);
    }

    /**
     * Reads the stores.
     *
     * @param renewed told the certificates when they have been read anew
     * @throws IOException if one cannot be used
     */
    static TlsKeys load(TlsSettings settings, Consumer<List<X509Certificate>> renewed) throws IOException {
        List<Optional<FileStamp>> stamps = stamps(settings);
        return new TlsKeys(settings, renewed, stamps, KeyMaterial.read(settings));
    }

    private static List<Optional<FileStamp>> stamps(TlsSettings settings) {
        List<Path> files = new ArrayList<>(List.of(settings.keyStore(), settings.keyStorePasswordFile()));
        Stream.of(settings.trustStore(), settings.trustStorePasswordFile())
                .flatMap(Optional::stream)
                .forEach(files::add);
        return files.stream().map(FileStamp::of).toList();
    }

    @Override
    public SSLSocket over(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) current().context().getSocketFactory().createSocket(plain, null, true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setWantClientAuth(settings.clientAuth() != TlsSettings.ClientAuth.NONE);
        return socket;
    }

    synchronized List<X509Certificate> certificates() {
        return material.certificates();
    }

    private synchronized KeyMaterial current() {
        List<Optional<FileStamp>> now = stamps(settings);
        if (!now.equals(stamps)) {
            stamps = now;
            renew();
        }
        return material;
    }

    private void renew() {
        try {
            material = KeyMaterial.read(settings);
            LOGGER.log(Level.INFO, "procmgr HTTP door has read its key store anew: " + settings.keyStore());
            warnOfEnd(material);
            renewed.accept(material.certificates());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "procmgr HTTP door keeps its old keys: " + e.getMessage());
        }
    }

    private static void warnOfEnd(KeyMaterial material) {
        for (X509Certificate certificate : material.certificates()) {
            Instant end = certificate.getNotAfter().toInstant();
            if (end.isBefore(Instant.now().plus(SOON))) {
                LOGGER.log(
                        Level.WARNING,
                        "procmgr HTTP door: the certificate of "
                                + certificate.getSubjectX500Principal().getName() + " ends at " + end);
            }
        }
    }
}
