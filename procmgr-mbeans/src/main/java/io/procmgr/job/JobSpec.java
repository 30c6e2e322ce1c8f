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
        List<Path> watch) {
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
        tags = List.copyOf(tags);
        watch = List.copyOf(watch);
        for (Path file : watch) {
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("watched files are absolute (watch=" + watch + ")");
            }
        }
    }

    /** The same job, defined in another place. */
    public JobSpec at(Origin place) {
        return new JobSpec(
                name, place, description, tags, execution, start, restart, stop, log, reloadSignal, stamps, watch);
    }

    /** Whether a process made by {@code other} would have to be replaced to be as this definition wants it. */
    public boolean needsRestart(JobSpec other) {
        return execution != other.execution && !execution.equals(other.execution)
                || reloadSignal.isEmpty() && stamps.changedSince(other.stamps);
    }
}
