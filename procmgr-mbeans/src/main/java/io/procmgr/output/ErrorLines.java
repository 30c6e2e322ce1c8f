package io.procmgr.output;

import io.procmgr.job.AlertRules;
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
    public void take(String text) {
        AlertRules alerts = job.alerts();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            if (!line.isBlank() && alerts.tellLine(line)) {
                add(line);
            }
            start += line.length() + 1;
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
