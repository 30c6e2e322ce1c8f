package io.procmgr.output;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Removes what is known of logs to which no job has written for thirty days: until then a job may be put back. Since when
 * that is so stands in a file of its own, so that it counts across supervisors. The logs themselves are left alone. Confined
 * to one thread.
 */
final class GoneLogs {
    /** How long it is kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = System.getLogger("procmgr");
    private static final String LIST = "gone";
    private static final List<String> SIDES = List.of(".new", ".bad");
    private static final long EVERY = TimeUnit.DAYS.toNanos(1);

    private final LogStates states;
    private long dueNanos = System.nanoTime();

    GoneLogs(LogStates states) {
        this.states = states;
    }

    /** At most once a day. */
    void sweepIfDue(Collection<Path> logs, List<JobOutput> jobs, long nowNanos, long nowMillis) {
        if (nowNanos - dueNanos < 0) {
            return;
        }
        dueNanos = nowNanos + EVERY;
        try {
            sweep(names(logs, jobs), nowMillis);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "procmgr cannot remove what it knows of logs that are gone: " + e);
        }
    }

    private Set<String> names(Collection<Path> logs, List<JobOutput> jobs) {
        Set<String> names = new HashSet<>();
        for (Path log : logs) {
            names.add(name(log, ".log"));
            names.add(name(log, ".times"));
        }
        for (JobOutput job : jobs) {
            for (JobOutput.Stream stream : job.streams()) {
                names.add(name(stream.file(), LineFollower.ending(job.job(), LineFollower.RELAY)));
                names.add(name(stream.file(), LineFollower.ending(job.job(), LineFollower.ERRORS)));
            }
        }
        return names;
    }

    private String name(Path log, String ending) {
        return states.path(log, ending).getFileName().toString();
    }

    /**
     * Looks once.
     *
     * @param owned the names of the files that are still needed
     */
    void sweep(Set<String> owned, long nowMillis) throws IOException {
        Map<String, Long> before = read();
        Map<String, Long> after = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(states.directory())) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!withoutSide(name).equals(LIST) && !owned.contains(withoutSide(name))) {
                    long since = Math.min(nowMillis, before.getOrDefault(name, nowMillis));
                    if (nowMillis - since >= KEPT.toMillis()) {
                        Files.deleteIfExists(file);
                    } else {
                        after.put(name, since);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (!after.equals(before)) {
            write(after);
        }
    }

    private static String withoutSide(String name) {
        for (String side : SIDES) {
            if (name.endsWith(side)) {
                return name.substring(0, name.length() - side.length());
            }
        }
        return name;
    }

    /** A line that cannot be read is as good as none: the time begins anew. */
    private Map<String, Long> read() throws IOException {
        Map<String, Long> since = new HashMap<>();
        try {
            for (String line : Files.readAllLines(list(""), StandardCharsets.ISO_8859_1)) {
                int blank = line.indexOf(' ');
                if (blank > 0 && blank < 15 && line.chars().limit(blank).allMatch(c -> c >= '0' && c <= '9')) {
                    since.put(line.substring(blank + 1), Long.parseLong(line.substring(0, blank)));
                }
            }
        } catch (NoSuchFileException e) {
            return since;
        }
        return since;
    }

    private void write(Map<String, Long> since) throws IOException {
        StringBuilder text = new StringBuilder();
        since.forEach(
                (name, millis) -> text.append(millis).append(' ').append(name).append('\n'));
        Path next = list(".new");
        Files.write(next, text.toString().getBytes(StandardCharsets.ISO_8859_1));
        Files.move(next, list(""), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path list(String ending) {
        return states.directory().resolve(LIST + ending);
    }
}
