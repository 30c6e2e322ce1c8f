package io.procmgr.os;

import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.RunningProcess;
import java.time.Duration;
import java.util.List;
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

    List<String> told() {
        return List.copyOf(told);
    }

    RunningProcess awaitLaunched() {
        awaitTold("");
        if (process == null) {
            throw new AssertionError("not launched: " + told);
        }
        return process;
    }

    String awaitFailed() {
        return awaitTold("failed: ").substring("failed: ".length());
    }

    String awaitExited() {
        return awaitTold("exited: ").substring("exited: ".length());
    }

    /** Waits for the first message that begins so. */
    String awaitTold(String beginning) {
        await("told " + beginning)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .failFast(
                        () -> beginning.equals("exited: ") && told.stream().anyMatch(text -> text.startsWith("failed")))
                .until(() -> told.stream().anyMatch(text -> text.startsWith(beginning)));
        return told.stream()
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
