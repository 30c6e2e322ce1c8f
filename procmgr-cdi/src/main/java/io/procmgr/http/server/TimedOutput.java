package io.procmgr.http.server;

import java.io.IOException;
import java.io.OutputStream;

/** Gives each piece of an answer that does not end its own time. */
final class TimedOutput extends OutputStream {
    private final OutputStream out;
    private final Runnable before;
    private final Runnable after;

    TimedOutput(OutputStream out, Runnable before, Runnable after) {
        this.out = out;
        this.before = before;
        this.after = after;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        before.run();
        out.write(bytes, from, length);
        after.run();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
