package io.procmgr.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a log, found from its end backwards, over as many files as it takes. */
final class Tail {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;

    private final int lines;
    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private int bytes;
    private int newlines;

    private Tail(int lines) {
        this.lines = lines;
    }

    static List<String> of(LogView view, int lines) throws IOException {
        Tail tail = new Tail(lines);
        return tail.lines(tail.takeAll(view));
    }

    /** Whole lines only, and where they end. */
    static Chunk whole(LogView view, int lines) throws IOException {
        Tail tail = new Tail(lines);
        boolean complete = tail.takeAll(view);
        byte[] all = tail.joined();
        int end = Lines.lastStart(all);
        List<String> last = tail.last(new String(all, 0, end, StandardCharsets.UTF_8), complete);
        String text = last.isEmpty() ? "" : String.join("\n", last) + "\n";
        return new Chunk(text, new Cursor(view.state().id(), view.end() - (all.length - end)).toString());
    }

    /** Takes as much as is needed; says whether what was taken begins with a whole line. */
    private boolean takeAll(LogView view) throws IOException {
        boolean complete = true;
        if (view.live().isPresent()) {
            complete = take(view.live().get());
        }
        if (!isEnough()) {
            // only now are archives looked for
            List<Piece> pieces = view.pieces();
            int live = view.live().isPresent() ? 1 : 0;
            for (int i = pieces.size() - 1 - live; i >= 0 && complete && !isEnough(); i--) {
                complete = take(pieces.get(i));
            }
        }
        return complete;
    }

    private boolean isEnough() {
        return newlines > lines || bytes >= MOST_BYTES;
    }

    /** Takes blocks from its end; says whether its beginning was reached. */
    private boolean take(Piece piece) throws IOException {
        // what is compressed can only be read from its beginning
        int most = piece.zipped() ? MOST_BYTES : BLOCK;
        long end = piece.end();
        while (end > piece.start() && !isEnough()) {
            long start = Math.max(piece.start(), end - Math.min(most, MOST_BYTES - bytes));
            byte[] block = piece.read(start, (int) (end - start));
            blocks.addFirst(block);
            bytes += block.length;
            newlines += Lines.count(block);
            end = start;
        }
        return end <= piece.start();
    }

    private byte[] joined() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(bytes);
        blocks.forEach(text::writeBytes);
        return text.toByteArray();
    }

    private List<String> lines(boolean complete) {
        return last(new String(joined(), StandardCharsets.UTF_8), complete);
    }

    private List<String> last(String text, boolean complete) {
        List<String> all = text.lines().toList();
        boolean firstIsCut = !complete && all.size() > 1;
        int from = Math.max(firstIsCut ? 1 : 0, all.size() - lines);
        return List.copyOf(all.subList(from, all.size()));
    }
}
