package io.procmgr.state;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.Goal;
import io.procmgr.supervise.JobHistory;
import io.procmgr.supervise.JobRecord;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RecentCount;
import io.procmgr.supervise.RunRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * A record as one line of text, {@code key=value} with blanks between; what is not there is left out, and what is not
 * known is passed over, so that an older procmgr reads what a newer one wrote.
 */
final class RecordText {
    private RecordText() {}

    /** What most jobs are ended by; it is left out. */
    private static final StopRule USUAL_STOP =
            new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION, StopRule.OnShutdown.STOP);

    static String of(JobRecord record) {
        Fields fields = new Fields();
        JobHistory history = record.history();
        fields.put("job", record.job().value());
        fields.put("run", record.runId());
        if (record.goal().isPresent()) {
            fields.putPlain("goal", record.goal().get().name());
        }
        fields.putPlain("state", record.state().name());
        fields.putIf("disabled", record.disabled() ? 1 : 0);
        if (!record.made().isEmpty()) {
            fields.putPlain("made", record.made());
        }
        fields.putIf("next", record.nextStartMillis());
        if (record.run().isPresent()) {
            put(record.run().get(), fields);
        }
        if (history.startCount() > 0 || history.failureCount() > 0) {
            put(history, fields);
        }
        return fields.toString();
    }

    private static void put(JobHistory history, Fields fields) {
        fields.putIf("starts", history.startCount());
        fields.putIf("restarts", history.restartCount());
        fields.putIf("failures", history.failureCount());
        fields.putIf("consecutive", history.consecutiveFailures());
        if (history.lastExit().isPresent()) {
            fields.putPlain("exit", text(history.lastExit().get()));
        }
        fields.putIf("exited", history.lastExitTimeMillis());
        fields.putIf("reason", history.lastExitReason());
        fields.putIf("error", history.lastError());
    }

    private static void put(RunRecord run, Fields fields) {
        Optional<ProcessIdentity> process = run.process();
        // where the system does not tell it, the mark of the run is all there is
        if (process.isPresent() && process.get().startTicks() >= 0) {
            fields.put("pid", process.get().pid());
            fields.put("ticks", process.get().startTicks());
        } else {
            fields.put("launching", 1);
        }
        fields.putIf("started", run.startMillis());
        fields.putIf("ready", run.ready() ? 1 : 0);
        if (!run.stop().equals(USUAL_STOP)) {
            fields.putPlain("stop", run.stop().signal().name());
            fields.put("stop-millis", run.stop().timeout().toMillis());
            fields.putPlain("stop-kill", run.stop().scope().name());
            fields.putPlain("on-shutdown", run.stop().onShutdown().name());
        }
    }

    private static String text(ExitStatus exit) {
        if (exit.code().isPresent()) {
            return Integer.toString(exit.code().getAsInt());
        }
        return exit.signal().isPresent() ? "signal" + exit.signal().getAsInt() : "unknown";
    }

    /**
     * The record of a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    static JobRecord parse(String line) {
        Fields fields = Fields.parse(line);
        return new JobRecord(
                new JobName(fields.text("job")),
                fields.number("run"),
                fields.has("goal") ? Optional.of(Goal.valueOf(fields.text("goal"))) : Optional.empty(),
                JobState.valueOf(fields.text("state")),
                fields.numberOr("disabled") != 0,
                fields.textOr("made"),
                history(fields),
                fields.numberOr("next"),
                fields.has("pid") || fields.has("launching") ? Optional.of(run(fields)) : Optional.empty());
    }

    private static RunRecord run(Fields fields) {
        Optional<ProcessIdentity> process = fields.has("pid")
                ? Optional.of(new ProcessIdentity(fields.number("pid"), fields.number("ticks")))
                : Optional.empty();
        StopRule stop = fields.has("stop") ? stop(fields) : USUAL_STOP;
        return new RunRecord(process, fields.numberOr("started"), fields.numberOr("ready") != 0, stop);
    }

    private static StopRule stop(Fields fields) {
        return new StopRule(
                Signal.parse(fields.text("stop")).orElseThrow(() -> new IllegalArgumentException("no such signal")),
                Duration.ofMillis(fields.number("stop-millis")),
                StopRule.Scope.valueOf(fields.text("stop-kill")),
                StopRule.OnShutdown.valueOf(fields.text("on-shutdown")));
    }

    private static JobHistory history(Fields fields) {
        return new JobHistory(
                fields.numberOr("starts"),
                fields.numberOr("restarts"),
                fields.numberOr("failures"),
                Math.toIntExact(fields.numberOr("consecutive")),
                RecentCount.NONE,
                fields.has("exit") ? Optional.of(exit(fields.text("exit"))) : Optional.empty(),
                fields.numberOr("exited"),
                fields.textOr("reason"),
                fields.textOr("error"));
    }

    private static ExitStatus exit(String text) {
        if (text.equals("unknown")) {
            return ExitStatus.UNKNOWN;
        }
        return text.startsWith("signal")
                ? ExitStatus.signalled(Integer.parseInt(text.substring("signal".length())))
                : ExitStatus.exited(Integer.parseInt(text));
    }
}
