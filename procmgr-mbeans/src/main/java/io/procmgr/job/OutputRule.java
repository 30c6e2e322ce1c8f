package io.procmgr.job;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a job's standard output and standard error go.
 *
 * @param out target of standard output
 * @param error target of standard error; the same target means the same file
 * @param fileMode permissions of a log file that is made, 0640; pmtr dialect 0644
 */
public record OutputRule(LogTarget out, LogTarget error, int fileMode) {
    private static final Path DEV_NULL = Path.of("/dev/null");
    private static final Path OWN_OUT = Path.of("/dev/stdout");
    private static final Path OWN_ERROR = Path.of("/dev/stderr");

    public OutputRule {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(error, "error");
        if ((fileMode & ~0777) != 0) {
            throw new IllegalArgumentException("a file mode is at most 0777");
        }
    }

    /** Whether standard error goes to a file that standard output does not go to. */
    boolean separatesErrors() {
        return error.isFile() && !error.equals(out);
    }

    /** The absolute files of a job that runs in {@code directory}, with default files in {@code logDirectory}. */
    public LogFiles files(JobName job, Path directory, Path logDirectory) {
        return new LogFiles(
                file(out, job, directory, logDirectory, OWN_OUT), file(error, job, directory, logDirectory, OWN_ERROR));
    }

    private static Path file(LogTarget target, JobName job, Path directory, Path logDirectory, Path own) {
        if (target instanceof LogTarget.Inherit) {
            return own;
        }
        if (target instanceof LogTarget.File file) {
            return directory.resolve(file.path()).normalize();
        }
        if (target instanceof LogTarget.None) {
            return DEV_NULL;
        }
        return logDirectory.resolve(job.encoded() + (target instanceof LogTarget.Separate ? ".err" : ".log"));
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof OutputRule rule
                        && Objects.equals(out, rule.out)
                        && Objects.equals(error, rule.error)
                        && fileMode == rule.fileMode;
    }

    @Override
    public int hashCode() {
        return Objects.hash(out, error, fileMode);
    }
}
