package io.procmgr.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How the process is made: the part of a definition that takes a new process to change. */
final class ExecutionReader {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final int UMASK = 0022;
    private static final OptionalInt PMTR_NICE = OptionalInt.of(0);
    private static final BitSet NO_CPUS = new BitSet();
    private static final int PROCMGR_MODE = 0640;
    private static final int PMTR_MODE = 0644;
    private static final Set<JobKey> OUTPUT = EnumSet.of(JobKey.LOG_FILE, JobKey.LOG_ERROR_FILE);
    private static final OutputRule PROCMGR_OUTPUT = new OutputRule(LogTarget.DEFAULT, LogTarget.DEFAULT, PROCMGR_MODE);
    private static final OutputRule PMTR_OUTPUT = new OutputRule(LogTarget.DEFAULT, LogTarget.DEFAULT, PMTR_MODE);
    private static final Set<String> ENDLESS = Set.of("infinity", "unlimited");

    private final WrittenValues values;
    private final Shared shared;
    private final JobHost host;
    private final boolean pmtr;

    ExecutionReader(WrittenValues values, Shared shared, JobHost host) {
        this.values = values;
        this.shared = shared;
        this.host = host;
        this.pmtr = values.pmtr();
    }

    /** The execution; empty if one of its keys is wrong. */
    Optional<Execution> read() {
        boolean shell = values.get(JobKey.SHELL, Boolean.class, false);
        List<String> command = new CommandReader(values, shared, host).read(shell);
        Optional<Path> directory = directory();
        List<EnvironmentVariable> environment = environment();
        boolean inherit = values.get(JobKey.INHERIT_ENV, Boolean.class, host.inheritEnvironment());
        Optional<String> user = values.get(JobKey.USER, String.class);
        Optional<String> group = group();
        int umask = values.get(JobKey.UMASK, Integer.class, UMASK);
        OptionalInt nice = nice();
        SortedSet<Integer> cpus = cpus();
        List<ResourceLimit> limits = shared.one(limits());
        InputSource input = values.get(JobKey.STDIN, InputSource.class, InputSource.NOTHING);
        Optional<String> context = values.get(JobKey.CONTEXT, String.class);
        Optional<PidFileRule> pidFile = pidFile();
        Optional<SocketRule> socket = new SocketReader(values).read();
        OutputRule output = output();
        Execution.OnHostDeath onHostDeath =
                values.get(JobKey.ON_HOST_DEATH, Execution.OnHostDeath.class, Execution.OnHostDeath.LEAVE);
        if (pidFile.isPresent() && onHostDeath == Execution.OnHostDeath.KILL) {
            values.refuse(
                    JobKey.ON_HOST_DEATH, true, "as kill with pid-file: it would hold for the start command alone");
            onHostDeath = Execution.OnHostDeath.LEAVE;
        }
        if (!values.valid()) {
            return Optional.empty();
        }
        return Optional.of(new Execution(
                command,
                !pmtr,
                shell,
                directory,
                environment,
                inherit,
                user,
                user.isPresent() ? group : Optional.empty(),
                umask,
                nice,
                cpus,
                limits,
                input,
                context,
                pidFile,
                socket,
                output,
                onHostDeath));
    }

    private Optional<Path> directory() {
        Optional<Path> written = values.get(JobKey.DIRECTORY, Path.class);
        return written.isPresent() || pmtr ? shared.one(written) : shared.one(Optional.of(host.directory()));
    }

    private List<EnvironmentVariable> environment() {
        List<EnvironmentVariable> environment = new ArrayList<>();
        for (RawValue value : values.all(JobKey.ENV)) {
            Optional<String> text = values.read(value, String.class);
            if (text.isPresent()) {
                try {
                    String name = shared.one(variable(value.qualifier()));
                    environment.add(shared.one(new EnvironmentVariable(name, shared.one(text.get()))));
                } catch (BadValue wrong) {
                    values.error(value, wrong);
                }
            }
        }
        return environment;
    }

    private static String variable(String name) throws BadValue {
        if (Texts.checked(name).isEmpty() || name.indexOf('=') >= 0) {
            throw new BadValue("must have a name that is not empty and holds no =");
        }
        return name;
    }

    private Optional<String> group() {
        values.refuse(JobKey.GROUP, values.all(JobKey.USER).isEmpty(), "without user");
        return values.get(JobKey.GROUP, String.class);
    }

    private OptionalInt nice() {
        Optional<Integer> written = values.get(JobKey.NICE, Integer.class);
        if (written.isPresent()) {
            return OptionalInt.of(written.get());
        }
        return pmtr ? PMTR_NICE : OptionalInt.empty();
    }

    private SortedSet<Integer> cpus() {
        if (values.all(JobKey.CPUS).isEmpty()) {
            return Collections.emptySortedSet();
        }
        SortedSet<Integer> cpus = new TreeSet<>();
        for (RawValue value : values.all(JobKey.CPUS)) {
            BitSet some = values.read(value, BitSet.class).orElse(NO_CPUS);
            for (int cpu = some.nextSetBit(0); cpu >= 0; cpu = some.nextSetBit(cpu + 1)) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

    private List<ResourceLimit> limits() {
        List<ResourceLimit> limits = new ArrayList<>();
        for (RawValue value : values.all(JobKey.LIMIT)) {
            Optional<Resource> resource = Resource.parse(value.qualifier());
            if (resource.isEmpty() || !resource.get().key().equals(value.qualifier())) {
                values.error(value, unknownResource(value));
            } else {
                limit(value, resource.get(), limits);
            }
        }
        return List.copyOf(limits);
    }

    private LogTarget once(LogTarget target) {
        return target instanceof LogTarget.File ? shared.one(target) : target;
    }

    private static String unknownResource(RawValue value) {
        StringJoiner names = new StringJoiner(", ");
        for (Resource resource : Resource.values()) {
            names.add(resource.key());
        }
        return "is of no known resource (resource=" + Problem.shown(value.qualifier()) + "): one of " + names
                + " is allowed";
    }

    private void limit(RawValue value, Resource resource, List<ResourceLimit> limits) {
        Optional<String> text = values.read(value, String.class);
        if (text.isPresent()) {
            try {
                limits.add(limit(resource, text.get()));
            } catch (BadValue wrong) {
                values.error(value, wrong);
            }
        }
    }

    private static ResourceLimit limit(Resource resource, String text) throws BadValue {
        if (!ENDLESS.contains(text)) {
            return new ResourceLimit(resource, OptionalLong.of(Numbers.whole(text, 0, Long.MAX_VALUE)));
        }
        if (resource == Resource.NOFILE) {
            throw new BadValue("must be finite: the kernel refuses an infinite number of open files");
        }
        return new ResourceLimit(resource, OptionalLong.empty());
    }

    private Optional<PidFileRule> pidFile() {
        values.refuse(JobKey.READY_TIMEOUT, values.all(JobKey.PID_FILE).isEmpty(), "without pid-file");
        Duration timeout = values.get(JobKey.READY_TIMEOUT, Duration.class, READY_TIMEOUT);
        Optional<Path> file = values.get(JobKey.PID_FILE, Path.class);
        return file.isPresent() ? Optional.of(new PidFileRule(file.get(), timeout)) : Optional.empty();
    }

    private OutputRule output() {
        if (values.hasNone(OUTPUT)) {
            return pmtr ? PMTR_OUTPUT : PROCMGR_OUTPUT;
        }
        LogTarget out = values.get(JobKey.LOG_FILE, LogTarget.class, LogTarget.DEFAULT);
        LogTarget error = values.get(JobKey.LOG_ERROR_FILE, LogTarget.class, pmtr ? LogTarget.DEFAULT : out);
        return new OutputRule(once(out), once(error), pmtr ? PMTR_MODE : PROCMGR_MODE);
    }
}
