package io.procmgr.http.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request: as long as its head says, or in chunks. What comes behind it is left for the next request. */
final class RequestBody extends InputStream {
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final int TRAILER_BYTES = 4 << 10;
    private static final int CHUNK_DIGITS = 7;

    private final InputStream in;
    private final boolean chunked;
    private final Start start;
    private boolean started;
    private boolean ended;
    private boolean firstChunk = true;
    private long left;

    /** What is done before the first byte is read, and after the last. */
    interface Start {
        void begin() throws IOException;

        void end();
    }

    RequestBody(InputStream in, long length, Start start) {
        this.in = in;
        this.chunked = length < 0;
        this.left = Math.max(0, length);
        this.ended = length == 0;
        this.start = start;
    }

    /** Whether nothing of it is left to be read. */
    boolean isRead() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        if (!started) {
            started = true;
            start.begin();
        }
        if (chunked && left == 0 && !nextChunk()) {
            return -1;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection was closed within a body");
        }
        left -= read;
        if (left == 0 && !chunked) {
            end();
        }
        return read;
    }

    private boolean nextChunk() throws IOException {
        if (!firstChunk && (in.read() != '\r' || in.read() != '\n')) {
            throw malformed();
        }
        firstChunk = false;
        String line = new HeadReader(in, LONGEST_CHUNK_LINE).line();
        int extension = line.indexOf(';');
        String size = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (!size.matches("[0-9A-Fa-f]{1," + CHUNK_DIGITS + "}")) {
            throw malformed();
        }
        left = Long.parseLong(size, 16);
        if (left > 0) {
            return true;
        }
        HeadReader trailer = new HeadReader(in, TRAILER_BYTES);
        while (!trailer.line().isEmpty()) {
            // what stands behind a body is of no use to anybody here
            continue;
        }
        end();
        return false;
    }

    private void end() {
        ended = true;
        start.end();
    }

    private static BadRequestException malformed() {
        return new BadRequestException(BadRequestException.MALFORMED, "a chunk of the body is malformed");
    }
}
