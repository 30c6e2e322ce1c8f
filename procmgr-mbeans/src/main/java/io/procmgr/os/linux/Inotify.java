package io.procmgr.os.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hears of changes in directories ({@code man 7 inotify}). Confined to one thread at a time. */
public final class Inotify implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int NONBLOCK = 04000;
    private static final int NAME = 16;

    private static final int ATTRIBUTES = 0x4;
    private static final int CLOSED_AFTER_WRITING = 0x8;
    private static final int MOVED_FROM = 0x40;
    private static final int MOVED_TO = 0x80;
    private static final int CREATED = 0x100;
    private static final int DELETED = 0x200;
    private static final int SELF_DELETED = 0x400;
    private static final int SELF_MOVED = 0x800;
    private static final int OVERFLOW = 0x4000;
    private static final int IGNORED = 0x8000;
    private static final int IS_DIRECTORY = 0x4000_0000;
    private static final int ONLY_DIRECTORY = 0x100_0000;

    private static final int WANTED = ATTRIBUTES
            | CLOSED_AFTER_WRITING
            | MOVED_FROM
            | MOVED_TO
            | CREATED
            | DELETED
            | SELF_DELETED
            | SELF_MOVED
            | ONLY_DIRECTORY;

    private final Memory memory = new Memory(BUFFER);
    private final int inotify;

    /** @throws ErrnoException if the user has too many of them */
    public Inotify() throws ErrnoException {
        inotify = Calls.checked(WatchCalls.inotify_init1(Calls.O_CLOEXEC | NONBLOCK));
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
        memory.reset(path.length + 1);
        return Calls.checked(WatchCalls.inotify_add_watch(inotify, memory.string(path), WANTED));
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
        if ((mask & OVERFLOW) != 0) {
            return new Event(-1, "", Kind.CHANGED);
        }
        if ((mask & IGNORED) != 0) {
            return new Event(watch, "", Kind.UNWATCHED);
        }
        // a new directory is complete at once; a new file is, once it is closed
        boolean unfinished = (mask & CREATED) != 0 && (mask & IS_DIRECTORY) == 0;
        return new Event(watch, name, unfinished ? Kind.CREATED : Kind.CHANGED);
    }

    @Override
    public void close() {
        Calls.close(inotify);
    }
}
