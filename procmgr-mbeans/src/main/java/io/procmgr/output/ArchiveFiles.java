package io.procmgr.output;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The archives of one log by their names: {@code <log>.1} the newest, {@code <log>.2.gz} one that is compressed. */
final class ArchiveFiles {
    /** The most that are kept. */
    static final int MOST = 1_000;

    private final Path log;

    ArchiveFiles(Path log) {
        this.log = log;
    }

    /** Where an archive is made before it gets its number. */
    Path fresh() {
        return log.resolveSibling("." + log.getFileName() + ".rotating");
    }

    /** Where an archive is compressed. */
    Path zipping() {
        return log.resolveSibling("." + log.getFileName() + ".zipping");
    }

    Path plain(int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    Path zipped(int number) {
        return log.resolveSibling(log.getFileName() + "." + number + ".gz");
    }

    /** Gives the number 1 to a file; the others move up by one as far as is needed, and the one beyond the last goes. */
    void number(Path file, int keep) throws IOException {
        makeRoom(keep);
        move(file, plain(1));
        LogStates.sync(log.toAbsolutePath().getParent());
    }

    /** Can be done again where it was interrupted: what has moved leaves a gap, beyond which nothing moves. */
    private void makeRoom(int keep) throws IOException {
        int free = 1;
        while (free <= keep && exists(free)) {
            free++;
        }
        if (free > keep) {
            delete(keep);
            free = keep;
        }
        for (int number = free - 1; number >= 1; number--) {
            if (Inode.of(zipped(number)).isPresent()) {
                move(zipped(number), zipped(number + 1));
            }
            if (Inode.of(plain(number)).isPresent()) {
                move(plain(number), plain(number + 1));
            }
        }
    }

    boolean exists(int number) throws IOException {
        return Files.exists(plain(number)) || Files.exists(zipped(number));
    }

    void delete(int number) throws IOException {
        Files.deleteIfExists(plain(number));
        Files.deleteIfExists(zipped(number));
    }

    /** Deletes archives of ours that have a number beyond the last: fewer are kept than before. */
    void deleteBeyond(LogState state, int keep) throws IOException {
        if (state.archives().size() <= keep) {
            return;
        }
        for (Path file : places(state, MOST).values()) {
            if (number(file) > keep) {
                Files.deleteIfExists(file);
            }
        }
    }

    private int number(Path file) {
        String name = file.getFileName().toString();
        String digits = name.substring(log.getFileName().toString().length() + 1);
        return Integer.parseInt(digits.endsWith(".gz") ? digits.substring(0, digits.length() - 3) : digits);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("it cannot be renamed to " + to + ": " + e.getMessage(), e);
        }
    }

    /** Where the archives of the state are now, by inode, up to a number; those that somebody took away are not in it. */
    Map<Long, Path> places(LogState state, int upTo) throws IOException {
        Map<Long, Path> places = new HashMap<>();
        int missing = state.archives().size();
        for (int number = 1; number <= upTo && missing > 0; number++) {
            for (Path file : new Path[] {plain(number), zipped(number)}) {
                Optional<Inode> found = Inode.of(file);
                if (found.isPresent() && isOf(state, found.get().number())) {
                    places.put(found.get().number(), file);
                    missing--;
                }
            }
        }
        return places;
    }

    private static boolean isOf(LogState state, long inode) {
        for (Archive archive : state.archives()) {
            if (archive.inode() == inode) {
                return true;
            }
        }
        return false;
    }
}
