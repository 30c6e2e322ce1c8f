package io.procmgr.job;

import java.nio.file.Path;
import java.util.Objects;

/** Where a stream of a job goes. */
public sealed interface LogTarget {
    LogTarget DEFAULT = new Default();
    LogTarget SEPARATE = new Separate();
    LogTarget NONE = new None();
    LogTarget INHERIT = new Inherit();

    /** The job's own file in the supervisor's log directory: {@code <log-dir>/<name>.log}. */
    record Default() implements LogTarget {}

    /** For standard error: a file of its own in the supervisor's log directory, {@code <log-dir>/<name>.err}. */
    record Separate() implements LogTarget {}

    /** Nowhere: {@code /dev/null}. */
    record None() implements LogTarget {}

    /** Where the supervisor's own stream of that kind goes. */
    record Inherit() implements LogTarget {}

    /** Whether it is a file that only jobs write to. */
    default boolean isFile() {
        return !(this instanceof None) && !(this instanceof Inherit);
    }

    /**
     * A file, appended to.
     *
     * @param path relative to the job's directory unless absolute
     */
    record File(Path path) implements LogTarget {
        public File {
            Objects.requireNonNull(path, "path");
        }

        // written out: what the compiler makes for a record is slow at its first call

        @Override
        public boolean equals(Object other) {
            return other instanceof File file && path.equals(file.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }
    }
}
