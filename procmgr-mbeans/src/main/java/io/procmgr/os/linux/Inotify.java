package io.procmgr.os.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hears of changes in directories ({@code man 7 inotify}). One thread may read while another one adds and removes. */
public final class Inotify implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    static final int NAME = 16;

    private static final int WANTED = Constants.IN_ATTRIB
            | Constants.IN_CLOSE_WRITE
            | Constants.IN_MOVED_FROM
            | Constants.IN_MOVED_TO
            | Constants.IN_CREATE
            | Constants.IN_DELETE
            | Constants.IN_DELETE_SELF
            | Constants.IN_MOVE_SELF
            | Constants.IN_ONLYDIR;

    private final Memory paths = new Memory(4096);
    private final Memory memory = new Memory(BUFFER);
    private final int inotify;

    /** @throws ErrnoException if the user has too many of them */
    public Inotify() throws ErrnoException {
        inotify = Calls.checked(WatchCalls.inotify_init1(Constants.O_CLOEXEC | Constants.O_NONBLOCK));
    }

    /**
     * What happened.
     *
     * @param watch in which directory; −1: some events were lost
     * @param name of the file; empty for the directory itself
     * @param kind what became of it
     */
    public record Event(int watch, String name, Kind kind) {}

    /** What became of a file. */
    public enum Kind {
        /** It is there, and somebody may be writing to it. */
        CREATED,
        /** Its content or its presence changed. */
        CHANGED,
        /** The watch is gone, with its directory. */
        UNWATCHED
    }

    /** Readable when there are events. */
    public int descriptor() {
        return inotify;
    }

    /** Watches a directory; the same number again for the same one. */
    public int add(String directory) throws ErrnoException {
        byte[] path = directory.getBytes(StandardCharsets.UTF_8);
        paths.reset(path.length + 1);
        return Calls.checked(WatchCalls.inotify_add_watch(inotify, paths.string(path), WANTED));
    }

    /** Watches a file, which is no link, until it is next written to: that is told once, and the watch is gone. */
    public int addOnce(String file) throws ErrnoException {
        byte[] path = file.getBytes(StandardCharsets.UTF_8);
        paths.reset(path.length + 1);
        int wanted = Constants.IN_MODIFY | Constants.IN_ONESHOT | Constants.IN_DONT_FOLLOW;
        return Calls.checked(WatchCalls.inotify_add_watch(inotify, paths.string(path), wanted));
    }

    public void remove(int watch) {
        WatchCalls.inotify_rm_watch(inotify, watch);
    }

    /** All events that are there now. */
    public List<Event> read() {
        List<Event> events = new ArrayList<>();
        memory.reset(BUFFER);
        long buffer = memory.take(BUFFER);
        long length = Calls.read(inotify, buffer, BUFFER);
        long at = buffer;
        while (at < buffer + length) {
            int nameBytes = memory.getInt(at + 12);
            events.add(event(memory.getInt(at), memory.getInt(at + 4), memory.bytes(at + NAME, nameBytes)));
            at += NAME + nameBytes;
        }
        return events;
    }

    private static Event event(int watch, int mask, byte[] padded) {
        int length = 0;
        while (length < padded.length && padded[length] != 0) {
            length++;
        }
        String name = new String(padded, 0, length, StandardCharsets.UTF_8);
        if ((mask & Constants.IN_Q_OVERFLOW) != 0) {
            return new Event(-1, "", Kind.CHANGED);
        }
        if ((mask & Constants.IN_IGNORED) != 0) {
            return new Event(watch, "", Kind.UNWATCHED);
        }
        // a new directory is complete at once; a new file is, once it is closed
        boolean unfinished = (mask & Constants.IN_CREATE) != 0 && (mask & Constants.IN_ISDIR) == 0;
        return new Event(watch, name, unfinished ? Kind.CREATED : Kind.CHANGED);
    }

    @Override
    public void close() {
        Calls.close(inotify);
    }
}
