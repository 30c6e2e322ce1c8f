package io.procmgr.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads log files on demand. Bytes that are not UTF-8 show as the replacement character. A file that is missing reads as
 * empty, and so does whatever is not a regular file: a link in a user's directory must not make the supervisor read
 * something else. Stateless, safe for use by several threads.
 */
public final class LogReader {
    /** The most that one call reads. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int BLOCK = 64 * 1024;

    /** The longest UTF-8 sequence has one byte more. */
    private static final int CONTINUATION_BYTES = 3;

    /**
     * The last lines of a file, without line ends. Fewer if they do not fit into the last MiB.
     *
     * @param lines how many, 0 or more
     * @throws IllegalArgumentException if {@code lines} is negative
     */
    public List<String> tail(Path file, int lines) throws IOException {
        if (lines < 0) {
            throw new IllegalArgumentException("the number of lines is not negative (lines=" + lines + ")");
        }
        if (lines == 0 || fileId(file).isEmpty()) {
            return List.of();
        }
        try (FileChannel channel = open(file)) {
            return lastLines(channel, lines);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * What follows a cursor. Ends after a whole line if there is one, else within a line, but never within a character.
     *
     * @param cursor empty to begin at the start, else that of the chunk before; one of another file, or beyond the end,
     *     begins at the start: the file was replaced or cut
     * @param maxBytes 1 to {@link #MAX_BYTES}
     * @throws IllegalArgumentException if {@code maxBytes} is out of range, or the cursor is none
     */
    public Chunk read(Path file, String cursor, int maxBytes) throws IOException {
        if (maxBytes < 1 || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException("maxBytes is 1 to " + MAX_BYTES + " (maxBytes=" + maxBytes + ")");
        }
        Optional<Cursor> from = cursor.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(cursor));
        Optional<String> id = fileId(file);
        if (id.isEmpty()) {
            return new Chunk("", "");
        }
        try (FileChannel channel = open(file)) {
            long size = channel.size();
            long offset = from.filter(known -> known.fileId().equals(id.get()) && known.offset() <= size)
                    .map(Cursor::offset)
                    .orElse(0L);
            byte[] bytes = bytes(channel, offset, (int) Math.min(maxBytes, size - offset));
            int length = wholeLines(bytes);
            String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            return new Chunk(text, new Cursor(id.get(), offset + length).toString());
        } catch (NoSuchFileException e) {
            return new Chunk("", "");
        }
    }

    private static List<String> lastLines(FileChannel channel, int lines) throws IOException {
        long size = channel.size();
        long oldest = Math.max(0, size - MAX_BYTES);
        long start = size;
        byte[] end = new byte[0];
        while (start > oldest && newlines(end) <= lines) {
            int length = (int) Math.min(BLOCK, start - oldest);
            byte[] block = bytes(channel, start - length, length);
            byte[] joined = Arrays.copyOf(block, block.length + end.length);
            System.arraycopy(end, 0, joined, block.length, end.length);
            end = joined;
            start -= length;
        }
        List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
        boolean firstIsCut = start > 0 && all.size() > 1;
        int from = Math.max(firstIsCut ? 1 : 0, all.size() - lines);
        return List.copyOf(all.subList(from, all.size()));
    }

    private static int newlines(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static int wholeLines(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return wholeCharacters(bytes);
    }

    /** Leaves a sequence that has only begun to the next read, unless there is nothing else. */
    private static int wholeCharacters(byte[] bytes) {
        for (int back = 1; back <= Math.min(CONTINUATION_BYTES, bytes.length - 1); back++) {
            int b = bytes[bytes.length - back] & 0xff;
            if (b >= 0xc0) {
                int sequence = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return sequence > back ? bytes.length - back : bytes.length;
            }
            if (b < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }

    /** May come out shorter if the file is cut meanwhile. */
    private static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, offset + buffer.position());
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<String> fileId(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            Object key = attributes.fileKey();
            return Optional.of(String.valueOf(key == null ? attributes.creationTime() : key));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
