package io.procmgr.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A validated job definition. Immutable; two equal specs describe the same job in every respect.
 *
 * @param name unique within its supervisor
 * @param origin where it was defined; not part of what is compared to find changes
 * @param description free text, may be empty
 * @param tags for {@code @tag} selectors
 * @param execution how its process is made
 * @param start when it starts
 * @param restart what follows its end
 * @param stop how it is ended
 * @param log what becomes of what its streams have written
 * @param reloadSignal makes the process re-read its own configuration
 * @param stamps of the files that say all this, where their look counts
 * @param watch absolute files whose content belongs to the definition (pmtr: {@code depends})
 * @param readiness whether the application around the supervisor is ready only while the job is
 * @param alerts who is told of what becomes of it
 * @param written what a {@link JobBuilder} made it of, so that properties can override single keys; empty for others; not
 *     part of what is compared
 */
public record JobSpec(
        JobName name,
        Origin origin,
        String description,
        List<String> tags,
        Execution execution,
        StartRule start,
        RestartRule restart,
        StopRule stop,
        LogRule log,
        Optional<Signal> reloadSignal,
        FileStamps stamps,
        List<Path> watch,
        boolean readiness,
        AlertRules alerts,
        Optional<RawJob> written) {
    public JobSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(restart, "restart");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(reloadSignal, "reloadSignal");
        Objects.requireNonNull(stamps, "stamps");
        Objects.requireNonNull(alerts, "alerts");
        Objects.requireNonNull(written, "written");
        tags = List.copyOf(tags);
        watch = List.copyOf(watch);
        for (Path file : watch) {
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("watched files are absolute (watch=" + watch + ")");
            }
        }
    }

    /** A job that the readiness of no application depends on. */
    public JobSpec(
            JobName name,
            Origin origin,
            String description,
            List<String> tags,
            Execution execution,
            StartRule start,
            RestartRule restart,
            StopRule stop,
            LogRule log,
            Optional<Signal> reloadSignal,
            FileStamps stamps,
            List<Path> watch) {
        this(
                name,
                origin,
                description,
                tags,
                execution,
                start,
                restart,
                stop,
                log,
                reloadSignal,
                stamps,
                watch,
                false,
                AlertRules.NONE,
                Optional.empty());
    }

    /** Makes a job of that name in code. */
    public static JobBuilder builder(String name) {
        return new JobBuilder(name);
    }

    /** The same job, defined in another place. */
    public JobSpec at(Origin place) {
        return with(place, written);
    }

    /** The same job, made of that. */
    JobSpec writtenAs(RawJob raw) {
        return with(origin, Optional.of(raw));
    }

    private JobSpec with(Origin place, Optional<RawJob> raw) {
        return new JobSpec(
                name,
                place,
                description,
                tags,
                execution,
                start,
                restart,
                stop,
                log,
                reloadSignal,
                stamps,
                watch,
                readiness,
                alerts,
                raw);
    }

    /** Whether a process made by {@code other} would have to be replaced to be as this definition wants it. */
    public boolean needsRestart(JobSpec other) {
        return execution != other.execution && !execution.equals(other.execution)
                || reloadSignal.isEmpty() && stamps.changedSince(other.stamps);
    }

    /** The absolute files that its streams go to, relative directories meant in {@code base}. */
    public LogFiles logs(Path base, Path logDirectory) {
        return execution.output().files(name, execution.workingDirectory(base), logDirectory);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof JobSpec spec
                        && name.equals(spec.name)
                        && origin.equals(spec.origin)
                        && description.equals(spec.description)
                        && tags.equals(spec.tags)
                        && execution.equals(spec.execution)
                        && start.equals(spec.start)
                        && restart.equals(spec.restart)
                        && stop.equals(spec.stop)
                        && log.equals(spec.log)
                        && reloadSignal.equals(spec.reloadSignal)
                        && stamps.equals(spec.stamps)
                        && watch.equals(spec.watch)
                        && readiness == spec.readiness
                        && alerts.equals(spec.alerts);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + execution.hashCode();
    }
}
