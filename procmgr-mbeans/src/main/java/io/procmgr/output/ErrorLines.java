package io.procmgr.output;

import io.procmgr.job.JobSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tells those lines of a job's standard error that are worth an alert, a handful at once: of what comes in one go, the last
 * hundred, each cut to what an alert shows, and how many there were before.
 */
final class ErrorLines implements LineSink {
    private static final int MOST = 100;
    private static final int LONGEST = 1_000;

    private final JobSpec job;
    private final LogNews news;
    private final Deque<String> last = new ArrayDeque<>();
    private long omitted;

    ErrorLines(JobSpec job, LogNews news) {
        this.job = job;
        this.news = news;
    }

    @Override
    public void take(String line) {
        if (!line.isBlank() && job.alerts().tellLine(line)) {
            add(line);
        }
    }

    private void add(String line) {
        last.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
        if (last.size() > MOST) {
            last.remove();
            omitted++;
        }
    }

    @Override
    public void caughtUp() {
        if (!last.isEmpty()) {
            news.errorLines(job, List.copyOf(last), omitted);
            last.clear();
            omitted = 0;
        }
    }
}
