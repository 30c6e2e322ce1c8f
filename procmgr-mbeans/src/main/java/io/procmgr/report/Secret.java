package io.procmgr.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that both ends of the datagrams share. A sealed datagram is {@code <hmac> <millis>\n<message>}: HMAC-SHA256 (RFC
 * 2104) in hexadecimal over everything behind its blank, with the time of sending in milliseconds since 1970. One that is
 * older or newer than half a minute, was seen before, or was sent before this secret was read, is not opened: what an earlier
 * supervisor has seen cannot be known. Confined to one thread at a time.
 */
final class Secret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_CHARACTERS = 64;
    private static final int LEAST_BYTES = 16;
    private static final int LONGEST_TIME = 15;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Set<PosixFilePermission> OF_OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** How far the clocks of both ends may be apart, with the time that a datagram takes. */
    static final long WINDOW_MILLIS = 30_000;

    private final Mac mac;
    private final long sinceMillis;
    private final Map<String, Long> seen = new HashMap<>();

    /**
     * A secret.
     *
     * @param sinceMillis what was sent earlier is not opened
     */
    Secret(byte[] key, long sinceMillis) {
        this.sinceMillis = sinceMillis;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    /**
     * Reads it from a file, without the line's end.
     *
     * @throws IOException if it cannot be read, is shorter than 16 bytes, or others than its owner have a right to it
     */
    static Secret read(Path file, long nowMillis) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OF_OWNER.containsAll(permissions)) {
            throw new IOException("others than its owner have a right to it; its mode must be 0600 or 0400");
        }
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        if (length < LEAST_BYTES) {
            throw new IOException("a secret has at least " + LEAST_BYTES + " bytes (bytes=" + length + ")");
        }
        return new Secret(Arrays.copyOf(bytes, length), nowMillis);
    }

    byte[] seal(byte[] message, long nowMillis) {
        byte[] time = (nowMillis + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOf(time, time.length + message.length);
        System.arraycopy(message, 0, body, time.length, message.length);
        byte[] head = (HexFormat.of().formatHex(mac.doFinal(body)) + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, sealed, head.length, body.length);
        return sealed;
    }

    /** The message, if it was sealed with this secret, lately, and is opened for the first time. */
    Optional<byte[]> open(byte[] sealed, long nowMillis) {
        if (sealed.length <= MAC_CHARACTERS || sealed[MAC_CHARACTERS] != ' ') {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(sealed, MAC_CHARACTERS + 1, sealed.length);
        byte[] right = HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(right, Arrays.copyOf(sealed, MAC_CHARACTERS))) {
            return Optional.empty();
        }
        int end = 0;
        while (end < body.length && end <= LONGEST_TIME && body[end] >= '0' && body[end] <= '9') {
            end++;
        }
        if (end == 0 || end > LONGEST_TIME || end == body.length || body[end] != '\n') {
            return Optional.empty();
        }
        long sent = Long.parseLong(new String(body, 0, end, StandardCharsets.US_ASCII));
        boolean fresh = sent >= sinceMillis
                && Math.abs(nowMillis - sent) <= WINDOW_MILLIS
                && remember(new String(right, StandardCharsets.US_ASCII), sent, nowMillis);
        return fresh ? Optional.of(Arrays.copyOfRange(body, end + 1, body.length)) : Optional.empty();
    }

    /** Whether it is seen for the first time; what is too old to be opened need not be remembered. */
    private boolean remember(String code, long sent, long nowMillis) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.values().removeIf(earlier -> nowMillis - earlier > WINDOW_MILLIS);
        }
        return seen.size() < MOST_REMEMBERED && seen.putIfAbsent(code, sent) == null;
    }
}
