package io.procmgr.output;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A stream of a job whose lines somebody takes, and how far that has come. Where it was left is kept: what was written while
 * there was no supervisor is caught up with. Confined to one thread, but for {@link #with}.
 */
final class FollowedStream {
    /** A sink that gathers is told to let go, however much more is there. */
    private static final int CHUNKS_AT_ONCE = 8;

    private final String tag;
    private final Path file;
    private final Place place;
    private final LogReader reader;
    private volatile LineSink sink;
    private String cursor = "";
    private boolean opened;

    FollowedStream(String tag, Path file, Place place, LogReader reader, LineSink sink) {
        this.tag = tag;
        this.file = file;
        this.place = place;
        this.reader = reader;
        this.sink = sink;
    }

    /** Has another one take the lines from the next look on. */
    FollowedStream with(LineSink next) {
        sink = next;
        return this;
    }

    Path file() {
        return file;
    }

    String tag() {
        return tag;
    }

    /** Has all whole lines that are there taken. */
    void follow() throws IOException {
        if (!opened) {
            cursor = place.read(tag);
            opened = true;
        }
        LineSink taking = sink;
        int chunks = 0;
        for (Chunk chunk = next(); !chunk.cursor().equals(cursor); chunk = next()) {
            cursor = chunk.cursor();
            if (!chunk.text().isEmpty()) {
                pass(chunk.text(), taking);
                place.keep(cursor, tag);
                chunks++;
                if (chunks % CHUNKS_AT_ONCE == 0) {
                    taking.caughtUp();
                }
            }
        }
        taking.caughtUp();
    }

    /** A line ends with a line feed alone: a carriage return is one of its characters. */
    private static void pass(String text, LineSink taking) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            taking.take(line);
            start += line.length() + 1;
        }
    }

    private Chunk next() throws IOException {
        return reader.readLines(file, cursor, LogReader.MAX_BYTES);
    }
}
