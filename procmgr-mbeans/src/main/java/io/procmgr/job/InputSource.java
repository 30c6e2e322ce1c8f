package io.procmgr.job;

import java.nio.file.Path;
import java.util.Objects;

/** Where the standard input of a job comes from. */
public sealed interface InputSource {
    InputSource NOTHING = new File(Path.of("/dev/null"));
    InputSource PIPE = new Pipe();

    /** Lines that are written to the job: a FIFO of its own in the state directory, which outlives the supervisor. */
    record Pipe() implements InputSource {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pipe;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "pipe";
        }
    }

    /**
     * A file.
     *
     * @param path relative to the job's directory unless absolute
     */
    record File(Path path) implements InputSource {
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

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
