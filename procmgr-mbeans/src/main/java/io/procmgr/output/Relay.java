package io.procmgr.output;

import io.procmgr.job.JobName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the lines of the jobs that want it into the supervisor's own log, on the thread {@code procmgr-relay}, which is
 * there once a job wants it: a log that takes nothing for a while holds up nobody else. Nothing is kept in memory but how far
 * each stream has come; the lines wait in their files.
 */
final class Relay implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final long CLOSE_MILLIS = 2_000;

    private final LogBook book;
    private final LogReader reader;
    private final Set<Path> grown = new HashSet<>();
    private Map<Path, List<RelayedStream>> streams = Map.of();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    Relay(LogBook book) {
        this.book = book;
        this.reader = new LogReader(book);
    }

    /** These are all jobs there are. */
    synchronized void follow(List<JobOutput> jobs) {
        Map<Path, List<RelayedStream>> before = streams;
        Map<Path, List<RelayedStream>> wanted = new HashMap<>();
        for (JobOutput job : jobs) {
            for (JobOutput.Stream stream : job.streams()) {
                if (job.spec().log().relays(stream.target())) {
                    String tag = job.job().value() + " " + stream.name() + ": ";
                    wanted.computeIfAbsent(stream.file(), file -> new ArrayList<>(1))
                            .add(known(before, tag, job, stream));
                }
            }
        }
        streams = wanted;
        if (thread.isPresent()) {
            // one may want it only now, whose file does not grow
            grown.addAll(wanted.keySet());
        }
        if (!wanted.isEmpty() && thread.isEmpty() && !closed) {
            thread = Optional.of(LogThreads.start("relay", this::run));
        }
        notifyAll();
    }

    private RelayedStream known(
            Map<Path, List<RelayedStream>> before, String tag, JobOutput job, JobOutput.Stream stream) {
        for (RelayedStream known : before.getOrDefault(stream.file(), List.of())) {
            if (known.tag().equals(tag)) {
                return known;
            }
        }
        Path place = book.states().path(stream.file(), ending(job.job()));
        return new RelayedStream(tag, stream.file(), place, reader);
    }

    /** Of the name of the file that holds how far a stream of the job was relayed. */
    static String ending(JobName job) {
        return "-" + job.encoded() + ".relay";
    }

    /** There may be more in that file. */
    synchronized void grown(Path file) {
        if (streams.containsKey(file) && grown.add(file)) {
            notifyAll();
        }
    }

    private void run() {
        try {
            for (List<RelayedStream> some = next(); !some.isEmpty(); some = next()) {
                relayAll(some);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One stream that is at fault holds up no other one, and is tried again when its file grows. */
    private static void relayAll(List<RelayedStream> some) {
        for (RelayedStream stream : some) {
            try {
                relay(stream);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "procmgr fault of the relay (file=" + stream.file() + ")", e);
            }
        }
    }

    /** The streams that have something to tell; none once this is closed and all has been told. */
    private synchronized List<RelayedStream> next() throws InterruptedException {
        while (grown.isEmpty() && !closed) {
            wait();
        }
        List<RelayedStream> some = new ArrayList<>();
        for (Path file : grown) {
            some.addAll(streams.getOrDefault(file, List.of()));
        }
        grown.clear();
        return some.isEmpty() && !closed ? next() : some;
    }

    private static void relay(RelayedStream stream) {
        try {
            stream.relay();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    stream.tag() + "cannot relay it: " + e.getMessage() + " (file=" + stream.file() + ")");
        }
    }

    /** What was told of so far is relayed, for at most two seconds. */
    @Override
    public void close() {
        Optional<Thread> last = end();
        try {
            if (last.isPresent()) {
                last.get().join(CLOSE_MILLIS);
                last.get().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Thread> end() {
        closed = true;
        notifyAll();
        return thread;
    }
}
