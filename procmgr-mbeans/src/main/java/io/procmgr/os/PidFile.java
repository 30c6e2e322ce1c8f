package io.procmgr.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A pid file as it was read. What it says is a claim: {@link Proof} judges it.
 *
 * @param pid the number on its first line
 * @param owner uid of the file
 * @param writtenMillis when it was last written, in milliseconds since 1970
 */
record PidFile(long pid, long owner, long writtenMillis) {
    /** More than a pid and what some programs write after it. */
    private static final int MOST_BYTES = 4096;

    /** No system has higher ones. */
    private static final int MOST_DIGITS = 10;

    /** Why there is no pid to be had from a file. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * Reads the file.
     *
     * @throws UnreadableException if it is missing, cannot be read, or does not begin with a pid
     */
    static PidFile read(Path file) throws UnreadableException {
        try {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:isRegularFile,uid,lastModifiedTime");
            if (!(Boolean) attributes.get("isRegularFile")) {
                throw new UnreadableException("is not a regular file");
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MOST_BYTES);
            }
            long pid = parse(bytes).orElseThrow(() -> new UnreadableException(complaint(bytes)));
            long written = ((java.nio.file.attribute.FileTime) attributes.get("lastModifiedTime")).toMillis();
            return new PidFile(pid, ((Integer) attributes.get("uid")).longValue(), written);
        } catch (NoSuchFileException e) {
            throw new UnreadableException("is not there");
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + e.getMessage());
        }
    }

    /** The number on the first line, which holds nothing else but white space around it. */
    static Optional<Long> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        String rest = text.substring(end);
        int newline = rest.indexOf('\n');
        boolean alone =
                rest.isEmpty() || newline >= 0 && rest.substring(0, newline).isBlank();
        return alone && end > 0 && end <= MOST_DIGITS
                ? Optional.of(Long.parseLong(text.substring(0, end)))
                : Optional.empty();
    }

    private static String complaint(byte[] bytes) {
        return bytes.length == 0 ? "is empty" : "does not hold a pid";
    }

    /** Removes the file if it still names that process; says why if it cannot be removed. */
    static Optional<String> removeIfNames(Path file, long pid) {
        try {
            if (read(file).pid() == pid) {
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        } catch (UnreadableException e) {
            // nothing of this process is in it
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot remove the pid file " + file + ": " + e.getMessage());
        }
    }
}
