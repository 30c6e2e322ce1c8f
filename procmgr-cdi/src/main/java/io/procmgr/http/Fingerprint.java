package io.procmgr.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;

/** What a certificate is known by. */
public final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 of the whole certificate, in hexadecimal digits. */
    public static String of(Certificate certificate) {
        try {
            return HexFormat.of().formatHex(digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot tell the fingerprint of a certificate: " + e, e);
        }
    }

    /** That of its key, as curl has it pinned. */
    static String ofKey(Certificate certificate) {
        try {
            return "sha256//"
                    + Base64.getEncoder()
                            .encodeToString(digest(certificate.getPublicKey().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot tell the fingerprint of a key: " + e, e);
        }
    }

    private static byte[] digest(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
