package io.procmgr.http;

import io.procmgr.job.PrintableText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Lines about what strangers do, who could fill the log: ten a minute, and how many more there were. Control characters do not
 * get into it. Safe for use by several threads.
 */
final class ScarceLog {
    static final int PER_MINUTE = 10;

    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final int LONGEST = 500;

    private final Level level;
    private long began;
    private int told;
    private int untold;

    ScarceLog(Level level) {
        this.level = level;
    }

    void tell(String line) {
        long more;
        synchronized (this) {
            long now = System.nanoTime();
            if (told > 0 && now - began > TimeUnit.MINUTES.toNanos(1)) {
                told = 0;
            }
            if (told == PER_MINUTE) {
                untold++;
                return;
            }
            if (told++ == 0) {
                began = now;
            }
            more = untold;
            untold = 0;
        }
        String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        LOGGER.log(
                level,
                "procmgr " + PrintableText.of(cut)
                        + (more == 0 ? "" : " (and " + more + " more that were not logged)"));
    }
}
