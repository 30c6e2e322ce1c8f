package io.procmgr.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last 1,000 lines of the supervisor's own log, for who asks from elsewhere. A line is kept up to 2,000 characters. Safe for
 * use by several threads.
 */
public final class RecentLines {
    /** How many are kept. */
    public static final int MOST = 1_000;

    private static final int LONGEST = 2_000;

    private final Deque<String> lines = new ArrayDeque<>();

    /** One more, without its end. */
    public synchronized void add(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    /** The last ones, oldest first. */
    public synchronized List<String> last(int most) {
        List<String> last = new ArrayList<>(Math.min(most, lines.size()));
        Iterator<String> all = lines.iterator();
        for (int i = lines.size(); i > 0; i--) {
            String line = all.next();
            if (i <= most) {
                last.add(line);
            }
        }
        return last;
    }
}
