package io.procmgr.jmx;

import io.procmgr.supervise.JobStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The new lines of many jobs at once. The cursor holds that of each stream, {@code <job>/<stream>=<cursor>} with blanks
 * between, so that nothing is remembered between two calls. The first one in it is the first to be read: where there was more
 * than one answer holds, that is the stream whose turn had not come.
 */
final class FollowedLogs {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final int LEAST_BYTES = 4_096;

    private final LogAccess access;

    FollowedLogs(LogAccess access) {
        this.access = access;
    }

    /** A stream of a job that goes to a file of its own. */
    private record Stream(JobStatus job, String name, Path file) {
        String key() {
            return job.name().encoded() + "/" + name;
        }
    }

    /** Without a cursor nothing but the cursor of the end; a job that came since is read from its beginning. */
    LogLines read(List<JobStatus> jobs, String cursor, int maxBytes) {
        Map<String, String> cursors = parse(cursor);
        List<Stream> streams = streams(jobs);
        Collections.rotate(streams, -first(streams, cursors.keySet()));
        List<LogLine> lines = new ArrayList<>();
        List<String> next = new ArrayList<>(streams.size());
        int served = 0;
        long left = maxBytes;
        int behind = streams.size();
        for (Stream stream : streams) {
            String at = cursors.getOrDefault(stream.key(), "");
            int share = (int) Math.min(left, Math.max(LEAST_BYTES, left / behind));
            LogChunk chunk = cursor.isEmpty() ? end(stream) : read(stream, at, share);
            served += share > 0 ? 1 : 0;
            left -= chunk.text().length();
            behind--;
            chunk.text()
                    .lines()
                    .forEach(line -> lines.add(new LogLine(stream.job().name().value(), stream.name(), line)));
            next.add(stream.key() + "=" + chunk.cursor());
        }
        Collections.rotate(next, -served);
        return new LogLines(lines.toArray(LogLine[]::new), next.isEmpty() ? "-" : String.join(" ", next));
    }

    /** The place of the first one that the cursor names; those that are gone, or not asked for, have no turn. */
    private static int first(List<Stream> streams, Iterable<String> keys) {
        for (String key : keys) {
            for (int i = 0; i < streams.size(); i++) {
                if (streams.get(i).key().equals(key)) {
                    return i;
                }
            }
        }
        return 0;
    }

    private static List<Stream> streams(List<JobStatus> jobs) {
        List<Stream> streams = new ArrayList<>();
        for (JobStatus job : jobs) {
            if (!JobLogs.NO_FILES.contains(job.logs().out())) {
                streams.add(new Stream(job, JobLogs.STDOUT, job.logs().out()));
            }
            if (job.logs().separate() && !JobLogs.NO_FILES.contains(job.logs().error())) {
                streams.add(new Stream(job, JobLogs.STDERR, job.logs().error()));
            }
        }
        return streams;
    }

    private LogChunk end(Stream stream) {
        try {
            return new LogChunk("", access.end(stream.file()));
        } catch (IOException e) {
            return unreadable(stream, "", e);
        }
    }

    private LogChunk read(Stream stream, String cursor, int maxBytes) {
        try {
            return maxBytes < 1 ? new LogChunk("", cursor) : access.readLines(stream.file(), cursor, maxBytes);
        } catch (IOException e) {
            return unreadable(stream, cursor, e);
        }
    }

    /** The others are not to wait for it. */
    private static LogChunk unreadable(Stream stream, String cursor, IOException e) {
        LOGGER.log(Level.DEBUG, () -> stream.job().name() + " cannot follow " + stream.file() + ": " + e);
        return new LogChunk("", cursor);
    }

    private static Map<String, String> parse(String cursor) {
        Map<String, String> cursors = new LinkedHashMap<>();
        if (cursor.isEmpty() || cursor.equals("-")) {
            return cursors;
        }
        for (String entry : cursor.split(" ", -1)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "cannot follow logs: the cursor is empty or one that an earlier call gave (entry=" + entry
                                + ")");
            }
            cursors.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return cursors;
    }
}
