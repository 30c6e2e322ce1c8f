package io.procmgr.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;

/**
 * Reads logs on demand: the live file and its archives as one text. Bytes that are not UTF-8 show as the replacement
 * character. A file that is missing reads as empty, and so does whatever is not a regular file: a link in a user's directory
 * must not make the supervisor read something else. Keeps nothing between two calls; safe for use by several threads.
 */
public final class LogReader {
    /** The most that one call reads from a place on. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** How far back the beginning of a line is looked for. */
    private static final int LINE = 64 * 1024;

    private final LogBook book;

    /** A reader of the logs that this book knows. */
    public LogReader(LogBook book) {
        this.book = book;
    }

    /** What is done with a log while it does not move. */
    private interface Reading<T> {
        T of(LogView view) throws IOException;
    }

    private <T> T reading(Path file, T none, Reading<T> reading) throws IOException {
        LogFile log = book.log(file);
        Lock lock = log.lock().readLock();
        lock.lock();
        try {
            Optional<LogView> view = LogView.of(log);
            return view.isEmpty() ? none : reading.of(view.get());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The last lines of a log, without line ends. Fewer if they do not fit into the last 8 MiB.
     *
     * @param lines how many, 0 or more
     * @throws IllegalArgumentException if {@code lines} is negative
     */
    public List<String> tail(Path file, int lines) throws IOException {
        if (lines < 0) {
            throw new IllegalArgumentException("the number of lines is not negative (lines=" + lines + ")");
        }
        return lines == 0 ? List.of() : reading(file, List.of(), view -> Tail.of(view, lines));
    }

    /**
     * The last whole lines of a log, and the cursor behind them, so that a line that is not ended yet comes whole later.
     *
     * @param lines how many, 1 or more
     */
    public Chunk readTail(Path file, int lines) throws IOException {
        return reading(file, new Chunk("", ""), view -> Tail.whole(view, lines));
    }

    /**
     * What follows a cursor. Ends after a whole line if there is one, else within a line, but never within a character.
     *
     * @param cursor empty to begin with the oldest byte that is kept, else that of the chunk before; one of another file,
     *     or beyond the end, begins at the start of the live file: it was replaced or cut. What was archived since is read
     *     from the archive, and what is no longer kept is passed over.
     * @param maxBytes 1 to {@link #MAX_BYTES}
     * @throws IllegalArgumentException if {@code maxBytes} is out of range, or the cursor is none
     */
    public Chunk read(Path file, String cursor, int maxBytes) throws IOException {
        checkBytes(maxBytes);
        Optional<Cursor> from = cursor.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(cursor));
        return reading(
                file,
                new Chunk("", ""),
                view -> from.isEmpty() ? oldest(view, maxBytes) : chunk(view, place(view, from.get()), maxBytes));
    }

    /**
     * The whole lines that follow a cursor, or what the live file begins with if it is empty. A line that is longer than
     * {@code maxBytes} comes in pieces.
     *
     * @param maxBytes 1 to {@link #MAX_BYTES}
     * @throws IllegalArgumentException if {@code maxBytes} is out of range, or the cursor is none
     */
    public Chunk readLines(Path file, String cursor, int maxBytes) throws IOException {
        checkBytes(maxBytes);
        Optional<Cursor> from = cursor.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(cursor));
        return reading(
                file,
                new Chunk("", cursor),
                view -> chunk(view, from.map(known -> place(view, known)).orElse(view.liveStart()), maxBytes, true));
    }

    private static void checkBytes(int maxBytes) {
        if (maxBytes < 1 || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException("maxBytes is 1 to " + MAX_BYTES + " (maxBytes=" + maxBytes + ")");
        }
    }

    /**
     * What was written after a time, and perhaps up to a second before it: whole lines, as far as they fit.
     *
     * @param sinceMillis wall clock, milliseconds since 1970
     * @param maxBytes 1 to {@link #MAX_BYTES}
     * @throws IllegalArgumentException if {@code maxBytes} is out of range
     */
    public Chunk readSince(Path file, long sinceMillis, int maxBytes) throws IOException {
        checkBytes(maxBytes);
        OptionalLong known = book.times().place(file, sinceMillis);
        return reading(
                file,
                new Chunk("", ""),
                view -> known.isEmpty()
                        ? oldest(view, maxBytes)
                        : chunk(view, lineStart(view, Math.min(known.getAsLong(), view.end())), maxBytes));
    }

    /** The cursor of the end, for a reader that only wants what comes. */
    public String end(Path file) throws IOException {
        return reading(file, "", view -> new Cursor(view.state().id(), view.end()).toString());
    }

    private static Chunk oldest(LogView view, int maxBytes) throws IOException {
        List<Piece> pieces = view.pieces();
        return chunk(view, pieces.isEmpty() ? view.end() : pieces.get(0).start(), maxBytes);
    }

    private static long place(LogView view, Cursor cursor) {
        return cursor.fileId().equals(view.state().id()) && cursor.offset() <= view.end()
                ? cursor.offset()
                : view.liveStart();
    }

    private static Chunk chunk(LogView view, long from, int maxBytes) throws IOException {
        return chunk(view, from, maxBytes, false);
    }

    private static Chunk chunk(LogView view, long from, int maxBytes, boolean linesOnly) throws IOException {
        long place = from;
        for (Piece piece : view.from(from)) {
            if (from < piece.end()) {
                place = Math.max(from, piece.start());
                byte[] bytes = piece.read(place, maxBytes);
                boolean toTheEnd = place + bytes.length == piece.end() && piece.end() <= view.liveStart();
                boolean unfinished = linesOnly && bytes.length < maxBytes;
                int length = toTheEnd ? bytes.length : unfinished ? Lines.lastStart(bytes) : Lines.whole(bytes);
                String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
                return new Chunk(text, new Cursor(view.state().id(), place + length).toString());
            }
        }
        return new Chunk("", new Cursor(view.state().id(), Math.max(place, view.end())).toString());
    }

    /** The beginning of the line in which a place lies. */
    private static long lineStart(LogView view, long place) throws IOException {
        for (Piece piece : view.from(place)) {
            if (place > piece.start() && place < piece.end()) {
                int back = (int) Math.min(LINE, place - piece.start());
                byte[] before = piece.read(place - back, back);
                return place - back + Lines.lastStart(before);
            }
        }
        return place;
    }
}
