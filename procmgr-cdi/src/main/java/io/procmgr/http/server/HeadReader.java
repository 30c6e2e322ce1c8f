package io.procmgr.http.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines in ISO 8859-1 that end with CR LF, and no more bytes than a head may have. */
final class HeadReader {
    private final InputStream in;
    private int left;

    HeadReader(InputStream in, int most) {
        this.in = in;
        this.left = most;
    }

    /** Without its end. Neither CR nor LF stands alone: who takes one for a line's end reads another request than we do. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = next();
            if (c == '\r') {
                if (next() != '\n') {
                    throw new BadRequestException(BadRequestException.MALFORMED, "a CR stands alone");
                }
                return line.toString();
            }
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new BadRequestException(BadRequestException.MALFORMED, "a control character");
            }
            line.append((char) c);
        }
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the connection was closed within a request");
        }
        if (--left < 0) {
            throw new BadRequestException(BadRequestException.TOO_LARGE, "the head is too long");
        }
        return c;
    }
}
