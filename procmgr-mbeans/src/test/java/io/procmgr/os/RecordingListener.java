package io.procmgr.os;

import static org.awaitility.Awaitility.await;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.RunningProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a launch tells. */
final class RecordingListener implements LaunchListener {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile RunningProcess process;

    @Override
    public void launched(RunningProcess launched) {
        process = launched;
        told.add("launched");
    }

    /** The process was adopted, which is not told. */
    RecordingListener of(RunningProcess adopted) {
        process = adopted;
        return this;
    }

    @Override
    public void failed(String reason) {
        told.add("failed: " + reason);
    }

    @Override
    public void delayed(String reason) {
        told.add("delayed: " + reason);
    }

    @Override
    public void exited(ExitStatus status, boolean membersLeft) {
        told.add("exited: " + status + (membersLeft ? ", members left" : ""));
    }

    @Override
    public void membersGone() {
        told.add("members gone");
    }

    RunningProcess process() {
        return process;
    }

    List<String> told() {
        return List.copyOf(told);
    }

    RunningProcess awaitLaunched() {
        awaitTold("launched");
        return process;
    }

    String awaitFailed() {
        return awaitTold("failed: ").substring("failed: ".length());
    }

    String awaitExited() {
        return awaitTold("exited: ").substring("exited: ".length());
    }

    /** Ends what a test leaves running on purpose. */
    void killSession() {
        RunningProcess launched = process;
        if (launched != null) {
            launched.signal(Signal.KILL, StopRule.Scope.SESSION);
            String exit = awaitTold("exited: ");
            if (exit.endsWith("members left")) {
                awaitTold("members gone");
            }
        }
    }

    /** Waits for the first message that begins so. */
    String awaitTold(String beginning) {
        await("told " + beginning)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> first(beginning).isPresent() || first("failed: ").isPresent());
        return first(beginning).orElseThrow(() -> new AssertionError("not told " + beginning + ": " + told));
    }

    private Optional<String> first(String beginning) {
        return told.stream().filter(text -> text.startsWith(beginning)).findFirst();
    }
}
