package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Execution;
import io.procmgr.job.InputSource;
import io.procmgr.job.JobName;
import io.procmgr.job.ListenAddress;
import io.procmgr.job.LogTarget;
import io.procmgr.job.OutputRule;
import io.procmgr.job.PidFileRule;
import io.procmgr.job.Resource;
import io.procmgr.job.ResourceLimit;
import io.procmgr.job.SocketRule;
import io.procmgr.supervise.LaunchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Builds requests for tests: a program in a directory, its output in the file {@code out} there. */
final class Request {
    private final Path directory;
    private List<String> command;
    private boolean searchPath = true;
    private boolean shell;
    private final List<EnvironmentVariable> environment = new ArrayList<>();
    private boolean inherit = true;
    private Optional<String> user = Optional.empty();
    private Optional<String> group = Optional.empty();
    private int umask = 022;
    private OptionalInt nice = OptionalInt.empty();
    private SortedSet<Integer> cpus = new TreeSet<>();
    private final List<ResourceLimit> limits = new ArrayList<>();
    private InputSource input = InputSource.NOTHING;
    private Optional<PidFileRule> pidFile = Optional.empty();
    private Optional<SocketRule> socket = Optional.empty();
    private Optional<String> context = Optional.empty();
    private LogTarget out = new LogTarget.File(Path.of("out"));
    private LogTarget error = out;
    private int fileMode = 0640;
    private Path workingDirectory;

    Request(Path directory, String... command) {
        this.directory = directory;
        this.workingDirectory = directory;
        this.command = List.of(command);
    }

    /** A job that {@code sh} runs. */
    static Request sh(Path directory, String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        words.addAll(List.of(arguments));
        return new Request(directory, words.toArray(String[]::new));
    }

    Request asWritten() {
        searchPath = false;
        return this;
    }

    Request shell() {
        shell = true;
        return this;
    }

    Request env(String name, String value) {
        environment.add(new EnvironmentVariable(name, value));
        return this;
    }

    Request bare() {
        inherit = false;
        return this;
    }

    Request user(String name) {
        user = Optional.of(name);
        return this;
    }

    Request group(String name) {
        group = Optional.of(name);
        return this;
    }

    Request umask(int mask) {
        umask = mask;
        return this;
    }

    Request nice(int value) {
        nice = OptionalInt.of(value);
        return this;
    }

    Request cpus(Integer... numbers) {
        cpus = new TreeSet<>(List.of(numbers));
        return this;
    }

    Request limit(Resource resource, long value) {
        limits.add(new ResourceLimit(resource, OptionalLong.of(value)));
        return this;
    }

    Request input(Path file) {
        input = new InputSource.File(file);
        return this;
    }

    /** Its standard input is the FIFO {@code pipes/job} of its directory. */
    Request pipe() {
        input = InputSource.PIPE;
        return this;
    }

    /** Gets this by the file {@code contexts/job} of its directory. */
    Request context(String text) {
        context = Optional.of(text);
        return this;
    }

    /** It listens there; with {@code accept} it is run for each connection, so many at once. */
    Request socket(ListenAddress address, boolean accept, int most) {
        socket = Optional.of(new SocketRule(address, accept, most));
        return this;
    }

    Request out(LogTarget target) {
        out = target;
        error = target;
        return this;
    }

    Request error(LogTarget target) {
        error = target;
        return this;
    }

    Request fileMode(int mode) {
        fileMode = mode;
        return this;
    }

    Request in(Path working) {
        workingDirectory = working;
        return this;
    }

    /** Puts itself into the background, and writes its pid into the file {@code pid}. */
    Request daemon(Duration timeout) {
        pidFile = Optional.of(new PidFileRule(Path.of("pid"), timeout));
        return this;
    }

    /** No other test has the same: whoever carries the mark of a failed launch is ended. */
    static String mark(Path directory) {
        return directory + "/job/1";
    }

    LaunchRequest build() {
        JobName job = new JobName("job");
        OutputRule output = new OutputRule(out, error, fileMode);
        Execution execution = new Execution(
                command,
                searchPath,
                shell,
                Optional.of(workingDirectory),
                environment,
                inherit,
                user,
                group,
                umask,
                nice,
                cpus,
                limits,
                input,
                context,
                pidFile,
                socket,
                output,
                Execution.OnHostDeath.LEAVE);
        return new LaunchRequest(
                job,
                1,
                execution,
                workingDirectory,
                output.files(job, workingDirectory, directory),
                input == InputSource.PIPE ? Optional.of(directory.resolve("pipes/job")) : Optional.empty(),
                context.map(text -> directory.resolve("contexts/job")),
                List.of(new EnvironmentVariable("PROCMGR_RUN", mark(directory))));
    }
}
