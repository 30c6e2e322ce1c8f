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
 * Reads the lines of those streams that somebody wants to have read, for one purpose, on a thread {@code procmgr-<purpose>},
 * which is there once a job wants it: where lines are not taken for a while, nobody else is held up. Nothing is kept in
 * memory but how far each stream has come; the lines wait in their files.
 */
final class LineFollower implements AutoCloseable {
    /** For the supervisor's own log. */
    static final String RELAY = "relay";

    /** For alerts. */
    static final String ERRORS = "errors";

    private static final Logger LOG = System.getLogger("procmgr");
    private static final long CLOSE_MILLIS = 2_000;

    /** Who takes the lines of a stream, if anybody does. */
    interface Wanted {
        Optional<LineSink> sink(JobOutput job, JobOutput.Stream stream);
    }

    private final LogBook book;
    private final LogReader reader;
    private final String purpose;
    private final Wanted wanted;
    private final Set<Path> grown = new HashSet<>();
    private Map<Path, List<FollowedStream>> streams = Map.of();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    LineFollower(LogBook book, String purpose, Wanted wanted) {
        this.book = book;
        this.reader = new LogReader(book);
        this.purpose = purpose;
        this.wanted = wanted;
    }

    /** What tells a stream from the others, in messages. */
    static String tag(JobOutput job, JobOutput.Stream stream) {
        return job.job().value() + " " + stream.name() + ": ";
    }

    /** These are all jobs there are. */
    synchronized void follow(List<JobOutput> jobs) {
        Map<Path, List<FollowedStream>> before = streams;
        Map<Path, List<FollowedStream>> now = new HashMap<>();
        for (JobOutput job : jobs) {
            for (JobOutput.Stream stream : job.streams()) {
                Optional<LineSink> sink = wanted.sink(job, stream);
                if (sink.isPresent()) {
                    now.computeIfAbsent(stream.file(), file -> new ArrayList<>(1))
                            .add(followed(before, job, stream, sink.get()));
                }
            }
        }
        streams = now;
        if (thread.isPresent()) {
            // one may want it only now, whose file does not grow
            grown.addAll(now.keySet());
        }
        if (!now.isEmpty() && thread.isEmpty() && !closed) {
            thread = Optional.of(LogThreads.start(purpose, this::run));
        }
        notifyAll();
    }

    private FollowedStream followed(
            Map<Path, List<FollowedStream>> before, JobOutput job, JobOutput.Stream stream, LineSink sink) {
        String tag = tag(job, stream);
        for (FollowedStream known : before.getOrDefault(stream.file(), List.of())) {
            if (known.tag().equals(tag)) {
                return known.with(sink);
            }
        }
        return new FollowedStream(tag, stream.file(), place(book, stream.file(), job.job(), purpose), reader, sink);
    }

    static Place place(LogBook book, Path file, JobName job, String purpose) {
        return new Place(book.states().path(file, ending(job, purpose)));
    }

    /** Of the name of the file that holds how far a stream of the job was followed. */
    static String ending(JobName job, String purpose) {
        return "-" + job.encoded() + "." + purpose;
    }

    /** There may be more in that file. */
    synchronized void grown(Path file) {
        if (streams.containsKey(file) && grown.add(file)) {
            notifyAll();
        }
    }

    private void run() {
        try {
            for (List<FollowedStream> some = next(); !some.isEmpty(); some = next()) {
                followAll(some);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One stream that is at fault holds up no other one, and is tried again when its file grows. */
    private void followAll(List<FollowedStream> some) {
        for (FollowedStream stream : some) {
            try {
                follow(stream);
            } catch (RuntimeException | Error e) {
                LOG.log(
                        Level.ERROR,
                        "procmgr fault while lines are followed (purpose=" + purpose + ", file=" + stream.file() + ")",
                        e);
            }
        }
    }

    /** The streams that have something to tell; none once this is closed and all has been told. */
    private synchronized List<FollowedStream> next() throws InterruptedException {
        while (grown.isEmpty() && !closed) {
            wait();
        }
        List<FollowedStream> some = new ArrayList<>();
        for (Path file : grown) {
            some.addAll(streams.getOrDefault(file, List.of()));
        }
        grown.clear();
        return some.isEmpty() && !closed ? next() : some;
    }

    private static void follow(FollowedStream stream) {
        try {
            stream.follow();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    stream.tag() + "cannot be read: " + e.getMessage() + " (file=" + stream.file() + ")");
        }
    }

    /** What was told of so far is followed, for at most two seconds. */
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
