package io.procmgr.http.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of an answer: as long as its head says, in chunks, or until the connection is closed. */
final class AnswerBody extends OutputStream {
    private final OutputStream out;
    private final Form form;
    private long left;
    private boolean closed;

    /** How its end is told. */
    enum Form {
        /** By a length that stands in the head. */
        COUNTED,
        CHUNKED,
        /** By the end of the connection. */
        CLOSED
    }

    AnswerBody(OutputStream out, Form form, long length) {
        this.out = out;
        this.form = form;
        this.left = length;
    }

    /** Whether all has been written that the head has promised. */
    boolean isWhole() {
        return closed && left == 0;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (closed) {
            throw new IOException("the answer is closed");
        }
        if (length == 0) {
            return;
        }
        switch (form) {
            case COUNTED -> {
                if (length > left) {
                    throw new IOException("the answer is longer than its head says");
                }
                out.write(bytes, from, length);
                left -= length;
            }
            case CHUNKED -> {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, from, length);
                out.write('\r');
                out.write('\n');
            }
            case CLOSED -> out.write(bytes, from, length);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (form == Form.CHUNKED) {
                out.write(new byte[] {'0', '\r', '\n', '\r', '\n'});
            }
            out.flush();
        }
    }
}
