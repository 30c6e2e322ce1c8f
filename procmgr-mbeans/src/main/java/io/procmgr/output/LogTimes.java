package io.procmgr.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * When a log had come how far: pairs of wall clock and place, both growing, in a file beside its state. Nothing of it is
 * kept in memory, and one that was lost or cut only makes a search by time begin earlier.
 */
final class LogTimes {
    private static final int PAIR = 2 * Long.BYTES;

    /** More than a day of a log that grows every second. */
    private static final int MOST_PAIRS = 100_000;

    private final LogStates states;

    LogTimes(LogStates states) {
        this.states = states;
    }

    /** At that time, the log had come so far. What was noted long ago is thinned out once that is much. */
    void note(Path log, long millis, long place) throws IOException {
        Path file = file(log);
        ByteBuffer pair =
                ByteBuffer.allocate(PAIR).putLong(millis).putLong(place).flip();
        boolean many;
        try (FileChannel channel = open(file)) {
            long torn = channel.size() % PAIR;
            if (torn > 0) {
                channel.truncate(channel.size() - torn);
            }
            channel.write(pair, channel.size());
            many = channel.size() > MOST_PAIRS * (long) PAIR;
        }
        if (many) {
            prune(log, 0);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(file.getParent());
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    }

    /** How far it had come at the last moment known that was not after that time; empty if none is known. */
    OptionalLong place(Path log, long millis) throws IOException {
        ByteBuffer pairs = read(log);
        int low = 0;
        int high = pairs.limit() / PAIR;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs.getLong(middle * PAIR) <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? OptionalLong.empty() : OptionalLong.of(pairs.getLong((low - 1) * PAIR + Long.BYTES));
    }

    /** Forgets what was before that place; of what is left, if it is much, every second one of the older half. */
    void prune(Path log, long oldest) throws IOException {
        ByteBuffer pairs = read(log);
        int count = pairs.limit() / PAIR;
        int first = 0;
        // the last one before the place still tells when it began
        while (first + 1 < count && pairs.getLong((first + 1) * PAIR + Long.BYTES) <= oldest) {
            first++;
        }
        boolean thin = count - first > MOST_PAIRS;
        if (first == 0 && !thin) {
            return;
        }
        ByteBuffer left = ByteBuffer.allocate(pairs.limit());
        int middle = first + (count - first) / 2;
        for (int i = first; i < count; i += thin && i < middle ? 2 : 1) {
            left.putLong(pairs.getLong(i * PAIR)).putLong(pairs.getLong(i * PAIR + Long.BYTES));
        }
        Path next = file(log).resolveSibling(file(log).getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(left.flip());
        }
        Files.move(next, file(log), StandardCopyOption.ATOMIC_MOVE);
    }

    private ByteBuffer read(Path log) throws IOException {
        try {
            ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(file(log)));
            return pairs.limit(pairs.limit() / PAIR * PAIR);
        } catch (NoSuchFileException e) {
            return ByteBuffer.allocate(0);
        }
    }

    private Path file(Path log) {
        return states.path(log, ".times");
    }
}
