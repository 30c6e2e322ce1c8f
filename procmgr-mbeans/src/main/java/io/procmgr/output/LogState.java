package io.procmgr.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a log: one long text, of which the older part lies in archives and the newer one in the live file. A
 * place in it is a number of bytes that only grows, whatever the files are called.
 *
 * @param file the live file
 * @param id names the log in cursors
 * @param inode of the live file
 * @param base place of its first byte
 * @param marker what it begins with
 * @param sinceMillis wall clock of the last rotation, or of the moment at which it came to be known
 * @param archives newest first
 * @param rotation one that is not finished
 */
record LogState(
        Path file,
        String id,
        long inode,
        long base,
        Marker marker,
        long sinceMillis,
        List<Archive> archives,
        Optional<Rotation> rotation) {
    /** More than any file holds: between the places of a file and of the one that took its name. */
    private static final long GAP = 1L << 40;

    LogState {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(marker, "marker");
        Objects.requireNonNull(rotation, "rotation");
        archives = List.copyOf(archives);
        if (id.isEmpty() || base < 0) {
            throw new IllegalArgumentException("a log has an id and a base (id=" + id + ", base=" + base + ")");
        }
    }

    /** Of a file that has never been rotated. */
    static LogState fresh(Path file, long inode, long nowMillis) {
        return new LogState(
                file, Long.toHexString(inode), inode, 0, Marker.NONE, nowMillis, List.of(), Optional.empty());
    }

    /** Place of the first line of the live file. */
    long start() {
        return base + marker.bytes();
    }

    /** The live file was cut by somebody else, or another one has its name. */
    LogState replaced(long newInode) {
        return new LogState(file, id, newInode, base + GAP, Marker.NONE, sinceMillis, archives, Optional.empty());
    }

    LogState with(Rotation begun) {
        return new LogState(file, id, inode, base, marker, sinceMillis, archives, Optional.of(begun));
    }

    LogState withoutRotation() {
        return new LogState(file, id, inode, base, marker, sinceMillis, archives, Optional.empty());
    }

    LogState since(long millis) {
        return new LogState(file, id, inode, base, marker, millis, archives, rotation);
    }

    /** Once the archived part has left the live file. */
    LogState rotated(Rotation done, long nowMillis) {
        return new LogState(
                file,
                id,
                inode,
                base + done.cut(),
                done.marker(),
                nowMillis,
                prepend(done.archive()),
                Optional.empty());
    }

    /** The live file has become this archive, and another one its successor. */
    LogState renamed(Archive archive, long newInode, long nowMillis) {
        return new LogState(file, id, newInode, base + GAP, Marker.NONE, nowMillis, prepend(archive), Optional.empty());
    }

    LogState withArchives(List<Archive> left) {
        return new LogState(file, id, inode, base, marker, sinceMillis, left, rotation);
    }

    private List<Archive> prepend(Archive newest) {
        List<Archive> all = new ArrayList<>(archives.size() + 1);
        all.add(newest);
        for (Archive archive : archives) {
            // one of that number was deleted since
            if (archive.inode() != newest.inode()) {
                all.add(archive);
            }
        }
        return all;
    }
}
