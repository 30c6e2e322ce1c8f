package io.procmgr.state;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file of lines that grows at its end or is replaced as a whole. Not safe for use by several threads, but for
 * {@link #force}.
 */
final class JournalFile implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final Path next;
    private volatile Optional<FileChannel> channel = Optional.empty();
    private boolean cutOff;

    JournalFile(Path path) {
        this.path = path;
        this.next = path.resolveSibling(path.getFileName() + ".new");
    }

    Path path() {
        return path;
    }

    /** Adds lines; a line of which only a part could be written before is closed first. Tells how many bytes. */
    long append(String lines) throws IOException {
        FileChannel open = channel.orElseThrow(() -> new IOException("it is not open"));
        byte[] bytes = ((cutOff ? "\n" : "") + lines).getBytes(StandardCharsets.UTF_8);
        cutOff = true;
        write(open, bytes);
        cutOff = false;
        return bytes.length;
    }

    /**
     * Puts a file of these lines in its place, at once and as a whole. Tells its size.
     *
     * @param forced whether it is to outlive a failure of power
     */
    long replace(String lines, boolean forced) throws IOException {
        Files.deleteIfExists(next);
        FileChannel made = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OWNER_ONLY);
        boolean placed = false;
        try {
            byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
            write(made, bytes);
            if (forced) {
                made.force(false);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            placed = true;
            close();
            channel = Optional.of(made);
            cutOff = false;
            return bytes.length;
        } finally {
            if (!placed) {
                made.close();
                Files.deleteIfExists(next);
            }
        }
    }

    /** What is written outlives a failure of power from here on. */
    void force() throws IOException {
        Optional<FileChannel> open = channel;
        if (open.isPresent()) {
            open.get().force(false);
        }
    }

    private static void write(FileChannel open, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            open.write(buffer);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            System.getLogger("procmgr").log(Level.WARNING, "procmgr cannot close " + path + ": " + e.getMessage());
        }
        channel = Optional.empty();
    }
}
