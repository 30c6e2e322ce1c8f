package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Signal;
import io.procmgr.supervise.CommandResult.Outcome;
import java.util.function.Supplier;

/** What an operator's command means for a job. Runs on the event loop. */
final class Commands {
    private Commands() {}

    /** Carries it out; returns what will happen, in one line. */
    static String carryOut(SupervisedJob job, JobCommand command) {
        return switch (command) {
            case START -> start(job);
            case STOP -> fire(job, JobEvent.STOP, "stop", "stopped by an operator");
            case RESTART -> restart(job);
            case FORCE_STOP -> fire(job, JobEvent.KILL, "force-stop", "killed by an operator");
            case RELOAD -> reload(job);
            case ENABLE -> {
                job.onOff().byOperator(false);
                yield fire(job, JobEvent.ENABLE, "enable", "enabled by an operator");
            }
            case DISABLE -> {
                job.onOff().byOperator(true);
                yield fire(job, JobEvent.DISABLE, "disable", "disabled by an operator");
            }
            case RESET_FAILURES ->
                fire(job, JobEvent.RESET, "reset the failures of", "failures forgiven by an operator");
        };
    }

    /** What comes of it as one of several jobs: a refusal is told and not thrown. */
    static CommandResult result(SupervisedJob job, JobCommand command, Supplier<String> carryingOut) {
        Situation before = job.situation();
        try {
            String message = carryingOut.get();
            boolean done = command == JobCommand.RELOAD || job.situation().differs(before);
            return new CommandResult(job.name(), done ? Outcome.DONE : Outcome.NOTHING_TO_DO, message);
        } catch (RefusedException e) {
            return new CommandResult(job.name(), Outcome.REFUSED, e.getMessage());
        }
    }

    /** Switches it on or off until definitions are read the next time. */
    static String override(SupervisedJob job, boolean enabled) {
        if (enabled == (job.situation().goal() != Goal.OFF)) {
            return job.name() + ": is " + (enabled ? "enabled" : "disabled") + " already";
        }
        job.onOff().byDatagram();
        return enabled
                ? fire(job, JobEvent.ENABLE, "enable", "enabled by a datagram")
                : fire(job, JobEvent.DISABLE, "disable", "disabled by a datagram");
    }

    static String signal(SupervisedJob job, Signal signal) {
        if (!job.signal(signal)) {
            throw new RefusedException("cannot signal " + job.name() + ": it has no process (state="
                    + job.situation().state() + ")");
        }
        job.note("signal " + signal + " sent by an operator");
        return job.name() + ": signal " + signal + " is sent to pid "
                + job.status().pid().orElse(-1);
    }

    private static String start(SupervisedJob job) {
        return fire(job, JobEvent.START, "start", "started by an operator");
    }

    private static String restart(SupervisedJob job) {
        JobState state = job.situation().state();
        boolean live = state == JobState.RUNNING || state == JobState.STARTING;
        return fire(job, live ? JobEvent.CYCLE : JobEvent.START, "restart", "restarted by an operator");
    }

    private static String reload(SupervisedJob job) {
        JobSpec spec = job.spec();
        Signal signal = spec.reloadSignal()
                .orElseThrow(() -> new RefusedException("cannot reload " + job.name()
                        + ": it has no reload.signal; a change of its definition restarts it"));
        return signal(job, signal);
    }

    private static String fire(SupervisedJob job, JobEvent event, String verb, String reason) {
        JobState before = job.situation().state();
        if (job.fire(event, reason) == Step.Outcome.REFUSED) {
            String why = job.situation().goal() == Goal.GONE
                    ? "its definition was removed"
                    : "it is disabled: enable it first";
            throw new RefusedException("cannot " + verb + " " + job.name() + ": " + why);
        }
        JobState after = job.situation().state();
        return job.name() + ": " + (before == after ? "stays " + before : before + " → " + after);
    }
}
