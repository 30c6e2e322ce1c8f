package io.procmgr.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What was read from the stores at one time.
 *
 * @param context with the keys, and with the authorities of clients if there are any
 * @param certificates that the door may show
 */
record KeyMaterial(SSLContext context, List<X509Certificate> certificates) {
    private static final String REMEDY = "chmod 600 keeps the password from them";
    private static final TrustManager[] NOBODY = {};

    KeyMaterial {
        certificates = List.copyOf(certificates);
    }

    /** @throws IOException if a store cannot be used */
    static KeyMaterial read(TlsSettings settings) throws IOException {
        char[] password = password(settings.keyStorePasswordFile());
        KeyStore keys = store(settings.keyStore(), password);
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
            if (certificates.isEmpty()) {
                throw new IOException("cannot use key store " + settings.keyStore() + ": it holds no private key");
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), trust(settings), null);
            return new KeyMaterial(context, certificates);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use key store " + settings.keyStore() + ": " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trust(TlsSettings settings) throws IOException, GeneralSecurityException {
        if (settings.trustStore().isEmpty()) {
            return NOBODY;
        }
        Path file = settings.trustStore().get();
        char[] password = settings.trustStorePasswordFile().isPresent()
                ? password(settings.trustStorePasswordFile().get())
                : null;
        KeyStore store = store(file, password);
        boolean any = false;
        for (String alias : Collections.list(store.aliases())) {
            any |= store.isCertificateEntry(alias);
        }
        if (!any) {
            throw new IOException("cannot use trust store " + file
                    + ": it holds no trusted certificate, or takes a password to read it");
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static KeyStore store(Path file, char[] password) throws IOException {
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("cannot read key store " + file + ": " + e.getMessage(), e);
        }
    }

    private static char[] password(Path file) throws IOException {
        return PrivateFile.read(file, REMEDY).strip().toCharArray();
    }
}
