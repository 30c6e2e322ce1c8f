package io.procmgr.supervise;

import io.procmgr.job.JobDiff;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.testing.ManualScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A supervisor on a clock that only the test moves, over processes that do what the test says. */
final class SupervisorBench implements AutoCloseable {
    final ManualScheduler clock = new ManualScheduler();
    final FakeLauncher launcher;
    final KeptJobs kept = new KeptJobs();
    final Supervisor supervisor;

    SupervisorBench() {
        this(new FakeLauncher(), Predecessor.NONE);
    }

    /** Over the processes of another one, and what that one left. */
    SupervisorBench(FakeLauncher launcher, Predecessor predecessor) {
        this.launcher = launcher;
        kept.rewrite(predecessor.records().values());
        this.supervisor = new Supervisor(
                new SupervisorOptions(
                        "test",
                        Path.of("/"),
                        Path.of("/var/log/procmgr"),
                        Path.of("/var/lib/procmgr"),
                        Duration.ofSeconds(25)),
                clock,
                launcher,
                kept,
                predecessor,
                List.of(),
                () -> 0.5);
    }

    /** Applies these, and every launch from now on is taken and succeeds at once. */
    void running(Specs... specs) {
        running(Map.of(), specs);
    }

    void running(Map<Path, FileContent> files, Specs... specs) {
        launcher.prompt();
        apply(files, specs);
        settle();
    }

    JobDiff apply(Specs... specs) {
        return apply(Map.of(), specs);
    }

    JobDiff apply(Map<Path, FileContent> files, Specs... specs) {
        List<JobSpec> all = Stream.of(specs).map(Specs::spec).toList();
        return onLoop(() -> supervisor.apply(all, files));
    }

    String command(String job, JobCommand command) {
        return onLoop(() -> supervisor.command(new JobName(job), command));
    }

    void files(Map<Path, FileContent> files) {
        onLoop(() -> {
            supervisor.filesChanged(files);
            return null;
        });
    }

    JobStatus status(String job) {
        return supervisor.status(new JobName(job)).orElseThrow();
    }

    JobState state(String job) {
        return status(job).state();
    }

    void settle() {
        clock.runPending();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    private <T> T onLoop(Supplier<T> action) {
        AtomicReference<T> answer = new AtomicReference<>();
        AtomicReference<RuntimeException> refused = new AtomicReference<>();
        clock.execute(() -> {
            try {
                answer.set(action.get());
            } catch (RuntimeException e) {
                refused.set(e);
            }
        });
        clock.runPending();
        if (refused.get() != null) {
            throw refused.get();
        }
        return answer.get();
    }

    /** Closes the supervisor while the processes of these jobs end. */
    void close(String... ending) {
        close(launch -> List.of(ending).contains(launch.request.job().value()));
    }

    /** Ends the threads; the clock's processes need no end. */
    @Override
    public void close() {
        launcher.launches.stream()
                .filter(launch -> launch.phase() == FakeLauncher.FakeLaunch.Phase.TAKEN
                        || launch.phase() == FakeLauncher.FakeLaunch.Phase.HELD_UP)
                .forEach(launch -> launch.fail("cannot launch: the test is over"));
        close(launch -> true);
    }

    private void close(Predicate<FakeLauncher.FakeLaunch> ending) {
        Thread closer = new Thread(supervisor::close, "test-closer");
        closer.start();
        while (closer.isAlive()) {
            clock.advance(Duration.ofSeconds(1));
            launcher.launches.stream()
                    .filter(launch -> launch.isAlive() && ending.test(launch))
                    .forEach(launch -> {
                        if (launch.phase() == FakeLauncher.FakeLaunch.Phase.ALIVE) {
                            launch.exit(0);
                        } else {
                            launch.membersEnd();
                        }
                    });
            Thread.onSpinWait();
        }
    }
}
