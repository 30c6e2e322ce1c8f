package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.supervise.JobState;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Waits until jobs have come to what was asked. Looks soon, and then less and less often: one look is one read of all. */
final class Waiting {
    private static final long FIRST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 250;

    private final SupervisorClient client;
    private final long deadline;

    /** The time counts from here. */
    Waiting(SupervisorClient client, Duration timeout) {
        this.client = client;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Waits for all of them.
     *
     * @param told each outcome, as soon as it is known
     * @return the outcomes, as they came
     */
    List<Outcome> await(Collection<String> jobs, Goal goal, Consumer<Outcome> told) throws IOException {
        Set<String> pending = new LinkedHashSet<>(jobs);
        List<Outcome> outcomes = new ArrayList<>(pending.size());
        long pause = FIRST_MILLIS;
        while (!pending.isEmpty()) {
            boolean over = System.nanoTime() - deadline >= 0;
            Map<String, JobSummary> now =
                    client.statuses().stream().collect(Collectors.toMap(JobSummary::name, job -> job, (a, b) -> a));
            for (String job : List.copyOf(pending)) {
                Optional<JobSummary> last = Optional.ofNullable(now.get(job));
                Goal.Verdict verdict = goal.judge(last);
                if (verdict != Goal.Verdict.UNDER_WAY || over) {
                    pending.remove(job);
                    Outcome outcome = new Outcome(job, verdict, last, reason(job, verdict, last));
                    outcomes.add(outcome);
                    told.accept(outcome);
                }
            }
            if (!pending.isEmpty()) {
                pause(Math.min(pause, Math.max(1, (deadline - System.nanoTime()) / 1_000_000)));
                pause = Math.min(LONGEST_MILLIS, pause * 2);
            }
        }
        return outcomes;
    }

    private String reason(String job, Goal.Verdict verdict, Optional<JobSummary> last) throws UnreachableException {
        if (verdict != Goal.Verdict.MISSED || last.isEmpty()) {
            return "";
        }
        try {
            Map<String, Object> why = client.attributes(job, "LastError", "LastExitReason");
            String error = String.valueOf(why.get("LastError"));
            String exit = String.valueOf(why.get("LastExitReason"));
            JobState state = last.get().state();
            boolean failed = state == JobState.FAILED || state == JobState.BACKOFF;
            return !failed ? "" : error.isEmpty() ? exit : error;
        } catch (RequestRefusedException e) {
            // it was removed in between
            return "";
        }
    }

    /** @throws InterruptedIOException if the command is to end */
    static void pause(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting");
        }
    }
}
