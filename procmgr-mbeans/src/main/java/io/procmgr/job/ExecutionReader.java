package io.procmgr.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the process is made: the part of a definition that takes a new process to change. */
final class ExecutionReader {
    private static final Path DEV_NULL = Path.of("/dev/null");
    private static final int UMASK = 0022;
    private static final Set<String> ENDLESS = Set.of("infinity", "unlimited");

    private final WrittenValues values;
    private final boolean pmtr;

    ExecutionReader(WrittenValues values) {
        this.values = values;
        this.pmtr = values.pmtr();
    }

    /** The execution; empty if one of its keys is wrong. */
    Optional<Execution> read() {
        boolean shell = values.get(JobKey.SHELL, false, Readers::bool);
        List<String> command = command(shell);
        Optional<Path> directory = directory();
        List<EnvironmentVariable> environment = environment();
        boolean inherit = values.get(JobKey.INHERIT_ENV, true, Readers::bool);
        Optional<String> user = values.get(JobKey.USER, Readers::account);
        Optional<String> group = group();
        int umask = values.get(JobKey.UMASK, UMASK, Numbers::mode);
        OptionalInt nice = nice();
        SortedSet<Integer> cpus = cpus();
        List<ResourceLimit> limits = limits();
        Path input = values.get(JobKey.STDIN, DEV_NULL, ExecutionReader::input);
        OutputRule output = output();
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
                output));
    }

    private List<String> command(boolean shell) {
        List<String> words = values.words(JobKey.COMMAND);
        String option = pmtr ? "cmd" : JobKey.COMMAND.key();
        if (!values.has(JobKey.COMMAND)) {
            values.error(option, "is missing: a job needs a program to run");
        } else if (words.isEmpty() || words.get(0).isEmpty()) {
            values.error(JobKey.COMMAND, "must begin with a program that is not empty");
        } else if (shell && words.size() > 1) {
            values.error(JobKey.COMMAND, "must be one text with shell=true (words=" + words.size() + ")");
        }
        return words;
    }

    private Optional<Path> directory() {
        Optional<Path> written = values.get(JobKey.DIRECTORY, Readers::path);
        return written.isPresent() || pmtr ? written : Optional.of(Path.of("/"));
    }

    private List<EnvironmentVariable> environment() {
        List<EnvironmentVariable> environment = new ArrayList<>();
        for (RawValue value : values.all(JobKey.ENV)) {
            String name = value.qualifier();
            values.read(value, text -> {
                        if (Texts.checked(name).isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                            throw new BadValue("must have a name that is not empty and holds no =");
                        }
                        return new EnvironmentVariable(name, text);
                    })
                    .ifPresent(environment::add);
        }
        return environment;
    }

    private Optional<String> group() {
        values.refuse(JobKey.GROUP, values.all(JobKey.USER).isEmpty(), "without user");
        return values.get(JobKey.GROUP, Readers::account);
    }

    private OptionalInt nice() {
        Optional<Integer> written = values.get(JobKey.NICE, text -> Numbers.integer(text, -20, 19));
        if (written.isPresent()) {
            return OptionalInt.of(written.get());
        }
        return pmtr ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private SortedSet<Integer> cpus() {
        BitSet cpus = new BitSet();
        for (RawValue value : values.all(JobKey.CPUS)) {
            values.read(value, CpuList::parse).ifPresent(cpus::or);
        }
        return cpus.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private List<ResourceLimit> limits() {
        List<ResourceLimit> limits = new ArrayList<>();
        for (RawValue value : values.all(JobKey.LIMIT)) {
            Optional<Resource> resource = Resource.parse(value.qualifier());
            if (resource.isEmpty() || !resource.get().key().equals(value.qualifier())) {
                values.error(value, unknownResource(value));
            } else {
                values.read(value, text -> limit(resource.get(), text)).ifPresent(limits::add);
            }
        }
        return limits;
    }

    private static String unknownResource(RawValue value) {
        String names = Arrays.stream(Resource.values()).map(Resource::key).collect(Collectors.joining(", "));
        return "is of no known resource (resource=" + Problem.shown(value.qualifier()) + "): one of " + names
                + " is allowed";
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

    private static Path input(String text) throws BadValue {
        if (text.equals("pipe")) {
            throw new BadValue("is not supported yet");
        }
        return Readers.path(text);
    }

    private OutputRule output() {
        LogTarget out = values.get(JobKey.LOG_FILE, new LogTarget.Default(), ExecutionReader::target);
        LogTarget error =
                values.get(JobKey.LOG_ERROR_FILE, pmtr ? new LogTarget.Default() : out, ExecutionReader::target);
        return new OutputRule(out, error, pmtr ? 0644 : 0640);
    }

    private static LogTarget target(String text) throws BadValue {
        return switch (text) {
            case "default" -> new LogTarget.Default();
            case "none" -> new LogTarget.None();
            case "inherit" -> throw new BadValue("is not supported yet");
            default -> new LogTarget.File(Readers.path(text));
        };
    }
}
