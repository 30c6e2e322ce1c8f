package io.procmgr.jmx;

import io.procmgr.job.JobName;
import io.procmgr.os.Engine;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import io.procmgr.supervise.Configuration;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.JobStore;
import io.procmgr.supervise.Predecessor;
import io.procmgr.supervise.RefusedException;
import io.procmgr.supervise.ResourceReader;
import io.procmgr.supervise.ResourceUsage;
import io.procmgr.supervise.Supervisor;
import io.procmgr.supervise.SupervisorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.awaitility.Awaitility;

/** A real supervisor over real processes, defined in properties syntax, and its MBeans on a server of the test's choice. */
public final class JmxBench implements AutoCloseable {
    private final Path directory;
    private final MBeanServer server;
    private final ObjectNames names;
    private final Engine engine = engine();
    private final Callers callers = new Callers();
    private final Supervisor supervisor;
    private final JmxRegistrar registrar;

    /** @param app part of the names, so that tests on one server do not meet */
    public JmxBench(Path directory, MBeanServer server, Optional<String> app) {
        this.directory = directory;
        this.server = server;
        this.names = new ObjectNames(app);
        this.supervisor = new Supervisor(
                new SupervisorOptions("test", directory, directory, directory.resolve("state"), Duration.ofSeconds(10)),
                engine.scheduler(),
                engine.launcher(),
                JobStore.NONE,
                Predecessor.NONE,
                List.of(),
                () -> 0.5);
        this.registrar = new JmxRegistrar(
                server,
                names,
                new Managed(
                        supervisor,
                        new OneFile(),
                        resources(),
                        new PlainLogs(),
                        channel -> "sent",
                        Optional.empty(),
                        callers,
                        "1.2.3",
                        List.of("setsid")));
        registrar.open();
    }

    private static Engine engine() {
        try {
            return Engine.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes these lines the configuration: {@code web.command=sleep 60}. Returns when its MBeans are there. */
    public JmxBench define(String... lines) throws IOException {
        apply(lines);
        Awaitility.await().until(() -> supervisor.statuses().stream()
                .allMatch(status -> server.isRegistered(names.process(status.name()))));
        return this;
    }

    /** Makes these lines the configuration and returns at once. */
    public void apply(String... lines) throws IOException {
        write(lines);
        new OneFile().reload();
    }

    public void write(String... lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append("procmgr.jobs.").append(line).append('\n');
        }
        text.append("procmgr.defaults.start-seconds=0s\n");
        Files.writeString(file(), text);
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    /** The same for every process. */
    public ResourceReader resources() {
        return pid -> new ResourceUsage(1, 2, 3.5, 4, 5, 6);
    }

    public Callers callers() {
        return callers;
    }

    public ObjectName process(String job) {
        return names.process(new JobName(job));
    }

    public ObjectName supervisorName() {
        return names.supervisor();
    }

    public Path log(String job) {
        return directory.resolve(job + ".log");
    }

    public Object get(ObjectName name, String attribute) throws JMException {
        return server.getAttribute(name, attribute);
    }

    public Object call(ObjectName name, String operation, Object... arguments) throws JMException {
        String[] signature = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = arguments[i].getClass();
            signature[i] = type == Integer.class ? "int" : type == Long.class ? "long" : type.getName();
        }
        return server.invoke(name, operation, arguments, signature);
    }

    /** Waits until a job is in a state. */
    public void await(String job, String state) throws JMException {
        if (!Boolean.TRUE.equals(call(process(job), "awaitState", state, 10_000L))) {
            throw new AssertionError(job + " is " + get(process(job), "State") + ", not " + state + "; "
                    + get(process(job), "LastError"));
        }
    }

    /** Ends all; fails if a process or an MBean of this bench is left. Looks at nobody else's. */
    @Override
    public void close() {
        List<ProcessHandle> processes = supervisor.statuses().stream()
                .flatMap(status -> status.pid().stream().boxed())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
        supervisor.close();
        registrar.close();
        engine.close();
        Awaitility.await("processes to end").until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        if (supervisor.statuses().stream().anyMatch(status -> server.isRegistered(names.process(status.name())))) {
            throw new AssertionError("MBeans are left");
        }
    }

    private Path file() {
        return directory.resolve("jobs.properties");
    }

    /** The configuration in one file. */
    private final class OneFile implements Configuration {
        @Override
        public String reload() {
            Catalog catalog = JobSources.load(List.of(file()), directory);
            if (!catalog.isValid()) {
                supervisor.rejected(catalog.problems().toString());
                throw new RefusedException("cannot apply the configuration: " + catalog.problems());
            }
            return supervisor.apply(catalog.jobs(), Map.of()).added().size() + " added";
        }

        @Override
        public String check() {
            return JobSources.load(List.of(file()), directory).problems().toString();
        }

        @Override
        public List<String> alertChannels() {
            return List.of();
        }

        @Override
        public List<String> templates() {
            return List.of();
        }

        @Override
        public String startInstance(String template, String instance) {
            throw new RefusedException("there are no templates");
        }

        @Override
        public String removeInstance(String template, String instance) {
            throw new RefusedException("there are no templates");
        }
    }

    /** Logs read whole. */
    private static final class PlainLogs implements LogAccess {
        @Override
        public List<String> tail(Path file, int lines) throws IOException {
            List<String> all = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }

        @Override
        public LogChunk readTail(Path file, int lines) throws IOException {
            return new LogChunk(String.join("\n", tail(file, lines)), end(file));
        }

        @Override
        public LogChunk read(Path file, String cursor, int maxBytes) throws IOException {
            String all = Files.readString(file);
            int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
            int to = Math.min(all.length(), from + maxBytes);
            return new LogChunk(all.substring(from, to), Integer.toString(to));
        }

        @Override
        public LogChunk readSince(Path file, long sinceMillis, int maxBytes) throws IOException {
            return read(file, "", maxBytes);
        }

        @Override
        public LogChunk readLines(Path file, String cursor, int maxBytes) throws IOException {
            return read(file, cursor, maxBytes);
        }

        @Override
        public String end(Path file) throws IOException {
            return Long.toString(size(file));
        }

        @Override
        public List<Path> rotate(JobStatus job) {
            return List.of();
        }

        @Override
        public long size(Path file) throws IOException {
            return Files.exists(file) ? Files.size(file) : 0;
        }
    }
}
