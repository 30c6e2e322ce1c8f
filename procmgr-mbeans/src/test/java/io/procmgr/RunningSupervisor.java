package io.procmgr;

import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real supervisor over one file in pmtr syntax, with real processes. It lives in the directory that a test gives it
 * ({@code jobs.conf}, {@code state}, {@code log}) and is closed after the test.
 */
final class RunningSupervisor implements AfterEachCallback {
    /** What is waited for comes at once; this is for a machine that is busy with something else. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private Path home;
    private ProcMgr procMgr;

    /** A job of that name with these lines; one that sleeps if they name no program. */
    static String job(String name, String... lines) {
        boolean sleeps = List.of(lines).stream().noneMatch(line -> line.startsWith("cmd "));
        return "job {\n  name " + name + "\n" + (sleeps ? "  cmd /bin/sleep 1000\n" : "") + "  "
                + String.join("\n  ", lines) + "\n}\n";
    }

    /** A program for the shell, as the words of an option {@code cmd}. */
    static String sh(String script) {
        return "cmd /bin/sh -c \"" + script + "\"";
    }

    /** Starts it in that directory with these jobs. */
    void start(Path directory, String... jobs) {
        home = directory;
        write(jobs);
        startWith(directory, file());
    }

    /** Starts it in that directory, which is opened for reading to other users, with jobs that are defined there. */
    void startWith(Path directory, Path config) {
        start(directory, Settings.of(List.of(config), directory.resolve("state")));
    }

    /** The same with profiles. */
    void startWithProfiles(Path directory, Path profiles) {
        start(directory, Settings.of(List.of(), directory.resolve("state")).withProfiles(profiles));
    }

    private void start(Path directory, Settings settings) {
        home = directory;
        try {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            procMgr = ProcMgr.start(settings.withApp(home.getFileName().toString())
                    .withLogDirectory(home.resolve("log"))
                    .withWorkingDirectory(home)
                    .withShutdownTimeout(SHUTDOWN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that defines the jobs. */
    Path file() {
        return home.resolve("jobs.conf");
    }

    /** Writes the file anew, in place. */
    void write(String... jobs) {
        write(file(), String.join("", jobs));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file; empty while it does not exist. */
    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcMgr procMgr() {
        return procMgr;
    }

    /** The file in which the output of a job lands that names none. */
    Path log(String job) {
        return home.resolve("log").resolve(job + ".log");
    }

    void close() {
        if (procMgr != null) {
            procMgr.close();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    // ---- jobs

    Optional<JobStatus> find(String job) {
        return procMgr.supervisor().status(new JobName(job));
    }

    JobStatus status(String job) {
        return find(job).orElseThrow(() -> new AssertionError("no job " + job));
    }

    JobState state(String job) {
        return status(job).state();
    }

    void command(String job, JobCommand command) {
        procMgr.supervisor().command(new JobName(job), command);
    }

    /** The pid of the job's process, once there is one. */
    long pid(String job) {
        return pidAfter(job, 0);
    }

    /** The pid of its next process, once that is there. */
    long pidAfter(String job, long before) {
        return patiently("another process of job " + job)
                .until(() -> find(job).flatMap(RunningSupervisor::pid), pid -> pid.isPresent() && pid.get() != before)
                .orElseThrow();
    }

    private static Optional<Long> pid(JobStatus status) {
        return status.pid().isPresent() ? Optional.of(status.pid().getAsLong()) : Optional.empty();
    }

    void awaitState(String job, JobState state) {
        patiently("job " + job + " to be " + state)
                .until(() ->
                        find(job).map(JobStatus::state).filter(state::equals).isPresent());
    }

    /** How often the job's process was launched. */
    long launches(String job) {
        return status(job).history().startCount();
    }

    // ---- what was told

    List<JobChange> changes() {
        return procMgr.supervisor().changes(0, 1_000);
    }

    /** What the log says of a job about events of that kind, oldest first. */
    List<String> messages(String job, Kind kind) {
        return changes().stream()
                .filter(change -> change.job().equals(job) && change.kind() == kind)
                .map(JobChange::message)
                .toList();
    }

    /** The first message of that kind, once there is one. */
    String message(String job, Kind kind) {
        until(() -> !messages(job, kind).isEmpty());
        return messages(job, kind).get(0);
    }

    /** Waits until the file has been read and applied so many times. */
    void awaitGeneration(long generation) {
        patiently("generation " + generation)
                .until(() -> procMgr.supervisor().config().generation() >= generation);
    }

    String awaitReloadError() {
        until(() -> !procMgr.supervisor().config().lastReloadError().isEmpty());
        return procMgr.supervisor().config().lastReloadError();
    }

    // ---- waiting

    static void until(Callable<Boolean> fact) {
        patiently("a fact").until(fact);
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }
}
