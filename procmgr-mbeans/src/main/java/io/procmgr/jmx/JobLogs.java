package io.procmgr.jmx;

import io.procmgr.job.PrintableText;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The logs of one job as management clients ask for them: by stream, within bounds. */
final class JobLogs {
    private static final Logger LOGGER = System.getLogger("procmgr");
    static final Set<Path> NO_FILES = Set.of(Path.of("/dev/null"), Path.of("/dev/stdout"), Path.of("/dev/stderr"));
    private static final int MAX_LINES = 10_000;
    private static final int MAX_BYTES = 1 << 20;
    static final String STDOUT = "stdout";
    static final String STDERR = "stderr";
    private static final long NOT_KNOWN = -1;

    private final LogAccess access;

    JobLogs(LogAccess access) {
        this.access = access;
    }

    String[] tail(JobStatus job, String stream, int lines) {
        checkRange(job, "lines", lines, MAX_LINES);
        Path file = file(job, stream);
        try {
            return access.tail(file, lines).toArray(String[]::new);
        } catch (IOException e) {
            throw unreadable(job, file, e);
        }
    }

    LogChunk readTail(JobStatus job, String stream, int lines) {
        checkRange(job, "lines", lines, MAX_LINES);
        Path file = file(job, stream);
        try {
            return access.readTail(file, lines);
        } catch (IOException e) {
            throw unreadable(job, file, e);
        }
    }

    LogChunk read(JobStatus job, String stream, String cursor, int maxBytes) {
        checkRange(job, "maxBytes", maxBytes, MAX_BYTES);
        Path file = file(job, stream);
        try {
            return access.read(file, cursor == null ? "" : cursor, maxBytes);
        } catch (IOException e) {
            throw unreadable(job, file, e);
        }
    }

    LogChunk readSince(JobStatus job, String stream, long sinceMillis, int maxBytes) {
        checkRange(job, "maxBytes", maxBytes, MAX_BYTES);
        Path file = file(job, stream);
        try {
            return access.readSince(file, sinceMillis, maxBytes);
        } catch (IOException e) {
            throw unreadable(job, file, e);
        }
    }

    /** Has them rotated; says which. */
    String rotate(JobStatus job) {
        List<Path> files = access.rotate(job);
        if (files.isEmpty()) {
            throw new RefusedException("cannot rotate the logs of " + job.name()
                    + ": it has no log file that is rotated (log.file="
                    + job.logs().out() + ", "
                    + job.spec().origin() + ")");
        }
        return job.name() + ": " + files.stream().map(Path::toString).collect(Collectors.joining(" and "))
                + (files.size() > 1 ? " are" : " is") + " rotated";
    }

    /** Bytes in the live files of the job. */
    long bytes(JobStatus job) {
        long out = bytes(job, job.logs().out());
        long error = job.logs().separate() ? bytes(job, job.logs().error()) : 0;
        return out == NOT_KNOWN || error == NOT_KNOWN ? NOT_KNOWN : out + error;
    }

    /** The last line of standard error, or an empty text. */
    String lastErrorLine(JobStatus job) {
        Path file = job.logs().error();
        if (!job.logs().separate() || NO_FILES.contains(file)) {
            return "";
        }
        try {
            List<String> lines = access.tail(file, 1);
            return lines.isEmpty() ? "" : PrintableText.of(lines.get(lines.size() - 1));
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> job.name() + " cannot read the last error line: " + e);
            return "";
        }
    }

    private long bytes(JobStatus job, Path file) {
        if (NO_FILES.contains(file)) {
            return 0;
        }
        try {
            return access.size(file);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> job.name() + " cannot tell the size of its log: " + e);
            return NOT_KNOWN;
        }
    }

    private static Path file(JobStatus job, String stream) {
        boolean error = isError(job, stream);
        if (error && !job.logs().separate()) {
            throw new IllegalStateException("cannot read stderr of " + job.name()
                    + ": it shares a file with stdout; read stdout, or set log.error-file (log.file="
                    + job.logs().out() + ")");
        }
        Path file = error ? job.logs().error() : job.logs().out();
        if (NO_FILES.contains(file)) {
            throw new IllegalStateException("cannot read " + stream + " of " + job.name()
                    + ": it goes to no file of its own (file=" + file + ")");
        }
        return file;
    }

    private static boolean isError(JobStatus job, String stream) {
        if (STDOUT.equals(stream) || STDERR.equals(stream)) {
            return STDERR.equals(stream);
        }
        throw new IllegalArgumentException(
                "cannot read the log of " + job.name() + ": stream is stdout or stderr (stream=" + stream + ")");
    }

    private static void checkRange(JobStatus job, String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("cannot read the log of " + job.name() + ": " + name + " is 1 to " + max
                    + " (" + name + "=" + value + ")");
        }
    }

    private static IllegalStateException unreadable(JobStatus job, Path file, IOException e) {
        return new IllegalStateException("cannot read the log of " + job.name() + ": " + e + " (file=" + file + ")");
    }
}
