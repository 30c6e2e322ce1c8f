package io.procmgr.output;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes lines into the supervisor's own log. */
final class RelayedLines implements LineSink {
    private static final Logger LOG = System.getLogger("procmgr");

    private final String tag;

    RelayedLines(String tag) {
        this.tag = tag;
    }

    @Override
    public void take(String line) {
        LOG.log(Level.INFO, tag + plain(line));
    }

    /** Without what could make a terminal do something; tabs stay. */
    private static String plain(String line) {
        StringBuilder plain = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean control = c < ' ' && c != '\t' || c >= 0x7f && c < 0xa0;
            if (control && plain == null) {
                plain = new StringBuilder(line.length()).append(line, 0, i);
            } else if (!control && plain != null) {
                plain.append(c);
            }
        }
        return plain == null ? line : plain.toString();
    }

    @Override
    public void caughtUp() {
        // each line is there already
    }
}
