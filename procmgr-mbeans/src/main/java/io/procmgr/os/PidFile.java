package io.procmgr.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/**
 * A pid file as it was read. What it says is a claim: {@link Proof} judges it.
 *
 * @param pid the number on its first line
 * @param owner uid of the file
 * @param keeper uid of the one user, besides root, who can have put it into its place; −1 if there may be others
 * @param writtenMillis when it was last written, in milliseconds since 1970
 */
record PidFile(long pid, long owner, long keeper, long writtenMillis) {
    private static final int OTHERS_MAY_WRITE = 0022;
    private static final int STICKY = 01000;

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
     * Reads the file; a link is none, for who may make links could show us any file.
     *
     * @throws UnreadableException if it is missing, cannot be read, or does not begin with a pid
     */
    static PidFile read(Path file) throws UnreadableException {
        try {
            Path directory = file.toAbsolutePath().getParent().toRealPath();
            Path real = directory.resolve(file.getFileName());
            Map<String, Object> attributes =
                    Files.readAttributes(real, "unix:isRegularFile,uid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            if (!(Boolean) attributes.get("isRegularFile")) {
                throw new UnreadableException("is not a regular file");
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(MOST_BYTES);
            }
            long pid = parse(bytes).orElseThrow(() -> new UnreadableException(complaint(bytes)));
            long written = ((FileTime) attributes.get("lastModifiedTime")).toMillis();
            long owner = uid(attributes);
            return new PidFile(pid, owner, keeper(directory, owner), written);
        } catch (NoSuchFileException e) {
            throw new UnreadableException("is not there");
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + e.getMessage());
        }
    }

    /** In a directory with the sticky bit, such as {@code /tmp}, only the file's owner can put another in its place. */
    private static long keeper(Path directory, long owner) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(directory, "unix:uid,mode");
        int mode = (Integer) attributes.get("mode");
        if ((mode & OTHERS_MAY_WRITE) == 0) {
            return uid(attributes);
        }
        return (mode & STICKY) != 0 ? owner : -1;
    }

    private static long uid(Map<String, Object> attributes) {
        return Integer.toUnsignedLong((Integer) attributes.get("uid"));
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
