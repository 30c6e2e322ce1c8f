package io.procmgr.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: PBKDF2 with its count and salt, in the form of Python's passlib, {@code
 * $pbkdf2-sha512$210000$<salt>$<hash>}.
 */
final class PasswordHash {
    /** Takes about 0.1 s. The count is that of OWASP's password storage cheat sheet for this function. */
    private static final int COUNT = 210_000;

    private static final int LEAST = 10_000;

    /** Bounds what one attempt costs. */
    private static final int MOST = 2_000_000;

    private static final int SALT_BYTES = 16;
    private static final int SHORTEST_SALT = 8;
    private static final Pattern FORM =
            Pattern.compile("\\$pbkdf2-sha(256|512)\\$([0-9]{1,9})\\$([A-Za-z0-9./]{1,128})\\$([A-Za-z0-9./]{1,128})");

    private final int bits;
    private final int count;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int bits, int count, byte[] salt, byte[] hash) {
        this.bits = bits;
        this.count = count;
        this.salt = salt;
        this.hash = hash;
    }

    /** Makes one with a new salt. */
    static PasswordHash of(char[] password) {
        return of(password, COUNT);
    }

    static PasswordHash of(char[] password, int count) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new PasswordHash(512, count, salt, derived(512, count, salt, password));
    }

    /** @throws IllegalArgumentException if it has not this form, or can be broken, or takes too long */
    static PasswordHash parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "the hash must be $pbkdf2-sha512$COUNT$SALT$HASH, as procmgr user writes it");
        }
        int bits = Integer.parseInt(form.group(1));
        int count = Integer.parseInt(form.group(2));
        byte[] salt = decoded(form.group(3));
        byte[] hash = decoded(form.group(4));
        if (count < LEAST || count > MOST) {
            throw new IllegalArgumentException(
                    "the count of the hash must be " + LEAST + " to " + MOST + " (count=" + count + ")");
        }
        if (salt.length < SHORTEST_SALT || hash.length != bits / Byte.SIZE) {
            throw new IllegalArgumentException("the hash must have a salt of " + SHORTEST_SALT + " bytes at least and "
                    + bits / Byte.SIZE + " bytes itself (salt=" + salt.length + ", hash=" + hash.length + ")");
        }
        return new PasswordHash(bits, count, salt, hash);
    }

    /** Takes as long for a wrong password as for the right one. */
    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, derived(bits, count, salt, password));
    }

    private static byte[] derived(int bits, int count, byte[] salt, char[] password) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, count, bits);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits)
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use PBKDF2WithHmacSHA" + bits + ": " + e, e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('.', '+'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the hash is not whole: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "$pbkdf2-sha" + bits + "$" + count + "$" + encoded(salt) + "$" + encoded(hash);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }
}
