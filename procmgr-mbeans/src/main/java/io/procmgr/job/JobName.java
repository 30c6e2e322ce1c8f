package io.procmgr.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * The name of a job: 1 to 64 printable characters, no white space, no control characters; that of a profile directory may
 * hold blanks, but for its first and last character. Unique within a supervisor.
 *
 * @param value the plain name
 * @throws IllegalArgumentException if the name is not of that form
 */
public record JobName(String value) implements Comparable<JobName> {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 64;

    /** The longest {@link #encoded()} form: with an ending it has to fit into the 255 bytes of a file name. */
    public static final int MAX_ENCODED_LENGTH = 240;

    static final String NO_WHITE_SPACE = "a job name has no white space and no control characters";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public JobName {
        Objects.requireNonNull(value, "value");
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a job name has 1 to " + MAX_LENGTH + " characters (length=" + length + ")");
        }
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            boolean inside = i > 0 && i < value.length() - 1;
            if (isForbidden(value.codePointAt(i)) && !(inside && value.charAt(i) == ' ')) {
                throw new IllegalArgumentException(NO_WHITE_SPACE);
            }
        }
        int encodedLength = encode(value).length();
        if (encodedLength > MAX_ENCODED_LENGTH) {
            throw new IllegalArgumentException("a job name has at most " + MAX_ENCODED_LENGTH
                    + " bytes, each one outside [A-Za-z0-9_.-] counted three times (bytes=" + encodedLength + ")");
        }
    }

    /**
     * The name as it stands in ObjectNames and file names: every byte outside {@code [A-Za-z0-9_.-]} is percent-encoded,
     * and so is a leading dot, so that no name leaves its directory or hides in it.
     */
    public String encoded() {
        return encode(value);
    }

    /** The name of that {@link #encoded} form; empty if there is none. */
    public static Optional<JobName> ofEncoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) != '%') {
                bytes.write(encoded.charAt(i));
            } else if (i + 2 < encoded.length()
                    && HexFormat.isHexDigit(encoded.charAt(i + 1))
                    && HexFormat.isHexDigit(encoded.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            }
        }
        try {
            JobName name = new JobName(bytes.toString(StandardCharsets.UTF_8));
            return name.encoded().equals(encoded) ? Optional.of(name) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The instance that it names, of {@code <job>@<instance>}. */
    public Optional<InstanceName> instance() {
        int sign = value.lastIndexOf('@');
        return sign > 0 && InstanceName.isOne(value.substring(sign + 1))
                ? Optional.of(new InstanceName(value.substring(sign + 1)))
                : Optional.empty();
    }

    /** The job of which it names an instance; itself if it names none. */
    public JobName base() {
        return instance().isPresent() ? new JobName(value.substring(0, value.lastIndexOf('@'))) : this;
    }

    private static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'A' && b <= 'Z'
                    || b >= 'a' && b <= 'z'
                    || b >= '0' && b <= '9'
                    || b == '_'
                    || b == '-'
                    || b == '.' && encoded.length() > 0;
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isForbidden(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || !Character.isDefined(c)
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.FORMAT;
    }

    // written out: names are keys of every table, and what the compiler makes for a record is slow until it is warm

    @Override
    public boolean equals(Object other) {
        return other instanceof JobName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(JobName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
