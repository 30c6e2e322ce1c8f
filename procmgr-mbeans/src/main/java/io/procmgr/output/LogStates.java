package io.procmgr.output;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Keeps what is known of rotated logs in a directory of its own, a small file for each. A log that was never rotated has
 * none. A state file that cannot be understood is put aside with a warning: its archives stay, but are no longer read.
 */
final class LogStates {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST = 1 << 20;

    private final Path directory;

    LogStates(Path directory) {
        this.directory = directory;
    }

    /** Empty if nothing is known, or it cannot be understood. */
    Optional<LogState> load(Path file) throws IOException {
        Path path = path(file, ".log");
        try {
            if (Files.size(path) > LARGEST) {
                throw new BadStateException("it is too large (bytes=" + Files.size(path) + ")");
            }
            return Optional.of(LogStateText.parse(Files.readAllBytes(path), file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (BadStateException e) {
            Path aside = path.resolveSibling(path.getFileName() + ".bad");
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot use the state of log " + file + ": " + e.getMessage()
                            + "; its archives are no longer read (kept as=" + aside + ")");
            return Optional.empty();
        }
    }

    /** Replaces what is known; returns when it is on the disk. */
    void save(LogState state) throws IOException {
        Files.createDirectories(directory);
        Path path = path(state.file(), ".log");
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap(LogStateText.of(state));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
    }

    Path directory() {
        return directory;
    }

    /** A file beside the state of this log. */
    Path path(Path file, String ending) {
        String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_");
        String begin = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        CRC32 crc = new CRC32();
        crc.update(file.toString().getBytes(StandardCharsets.UTF_8));
        return directory.resolve(begin + "-" + Long.toHexString(crc.getValue()) + ending);
    }

    /** Makes names in a directory outlast a power cut. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
