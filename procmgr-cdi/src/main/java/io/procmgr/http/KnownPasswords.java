package io.procmgr.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords that were found right, so that a request need not cost a tenth of a second. What is kept is a digest under a
 * key that this process alone has, and only as long as the user's line stays as it is. Safe for use by several threads.
 */
final class KnownPasswords {
    private static final int KEPT = 256;
    private static final String FUNCTION = "HmacSHA256";

    private Optional<SecretKeySpec> key = Optional.empty();
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(UserLine line, byte[] digest) {}

    /** Made when there is a password: most doors never see one. */
    private synchronized SecretKeySpec key() {
        if (key.isEmpty()) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            key = Optional.of(new SecretKeySpec(random, FUNCTION));
        }
        return key.get();
    }

    boolean isKnown(UserLine user, char[] password) {
        byte[] digest = digest(user.name(), password);
        Known found;
        synchronized (known) {
            found = known.get(user.name());
        }
        return found != null && found.line == user && MessageDigest.isEqual(found.digest, digest);
    }

    void add(UserLine user, char[] password) {
        Known found = new Known(user, digest(user.name(), password));
        synchronized (known) {
            known.remove(user.name());
            if (known.size() == KEPT) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(user.name(), found);
        }
    }

    private byte[] digest(String name, char[] password) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        try {
            Mac mac = Mac.getInstance(FUNCTION);
            mac.init(key());
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(bytes);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use " + FUNCTION + ": " + e, e);
        } finally {
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }
}
