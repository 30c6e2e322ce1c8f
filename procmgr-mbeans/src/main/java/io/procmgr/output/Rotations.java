package io.procmgr.output;

import io.procmgr.job.JobName;
import io.procmgr.job.LogRotation;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Rotates logs in the way that suits each, and tells what came of it. What cannot be done is told once, and tried again
 * less and less often; the job goes on meanwhile.
 */
final class Rotations {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 6;

    private final LogStorage storage;
    private final LogStates states;
    private final LogTimes times;
    private final LogNews news;
    private final Rotator rotator;
    private final Recovery recovery;
    private final Reopening reopening;

    Rotations(LogBook book, LogStorage storage, LogNews news, LongSupplier clock) {
        this.storage = storage;
        this.states = book.states();
        this.times = book.times();
        this.news = news;
        this.rotator = new Rotator(storage, states, clock, step -> {});
        this.recovery = new Recovery(storage, states, rotator, clock);
        this.reopening = new Reopening(storage, states, clock);
    }

    /** Finishes what an earlier supervisor has begun. */
    void recover(WatchedLog watched) {
        LogFile log = watched.log;
        log.changing().lock();
        try {
            recover(watched, List.of());
        } catch (IOException e) {
            failed(watched, e);
        } finally {
            log.changing().unlock();
        }
    }

    private void recover(WatchedLog watched, List<OwnedLog> namesakes) throws IOException {
        if (recovery.recover(watched.log, watched.owner())) {
            tellToReopen(watched, namesakes);
        }
    }

    /**
     * Rotates it now; says whether anything was archived.
     *
     * @param namesakes other names of the file, which matter where the file is to be opened anew
     */
    boolean rotate(WatchedLog watched, List<OwnedLog> namesakes) {
        LogFile log = watched.log;
        log.changing().lock();
        try {
            recover(watched, namesakes);
            boolean done = rotateWithRoom(watched, namesakes);
            succeeded(watched, done);
            return done;
        } catch (IOException e) {
            failed(watched, e);
            return false;
        } finally {
            log.changing().unlock();
        }
    }

    /** Where the disk is full, the oldest archive goes a moment before it would have to go anyway. */
    private boolean rotateWithRoom(WatchedLog watched, List<OwnedLog> namesakes) throws IOException {
        try {
            return rotateOnce(watched, namesakes);
        } catch (IOException e) {
            if (!FullDisk.is(e) || !makesRoom(watched)) {
                throw e;
            }
            return rotateOnce(watched, namesakes);
        }
    }

    private boolean makesRoom(WatchedLog watched) throws IOException {
        OwnedLog owner = watched.owner();
        ArchiveFiles archives = watched.log.archives();
        return owner.as(storage, () -> {
            boolean last = archives.exists(owner.keep());
            if (last) {
                archives.delete(owner.keep());
            }
            return last;
        });
    }

    private boolean rotateOnce(WatchedLog watched, List<OwnedLog> namesakes) throws IOException {
        OwnedLog owner = watched.owner();
        if (owner.rotation() == LogRotation.REOPEN) {
            checkThatAllReopen(namesakes);
            return reopening.rotate(watched.log, owner, () -> tellToReopen(watched, namesakes));
        }
        boolean truncate = watched.onlyTruncate || owner.rotation() == LogRotation.COPY_TRUNCATE;
        try {
            return told(owner, watched, rotator.rotate(watched.log, owner, truncate));
        } catch (CollapseException e) {
            LOG.log(
                    Level.WARNING,
                    owner.job() + " has a log that can only be copied and cut from now on, which may lose lines: "
                            + e.getMessage() + " (file=" + watched.path() + ")");
            watched.onlyTruncate = true;
            return told(owner, watched, rotator.rotate(watched.log, owner, true));
        }
    }

    private static void checkThatAllReopen(List<OwnedLog> namesakes) throws IOException {
        for (OwnedLog other : namesakes) {
            if (other.rotation() != LogRotation.REOPEN) {
                throw new IOException("it cannot be renamed, since job " + other.job()
                        + " writes to it as well and does not open it anew (log.rotate=" + other.rotation() + ", file="
                        + other.file() + ")");
            }
        }
    }

    /** A writer that is not told would go on with an archive, which is deleted one day. */
    private void tellToReopen(WatchedLog watched, List<OwnedLog> namesakes) {
        List<JobName> writers = new ArrayList<>(watched.owner().writers());
        namesakes.forEach(other -> writers.addAll(other.writers()));
        for (JobName writer : writers) {
            news.reopen(writer);
            LOG.log(Level.INFO, writer + " rotates " + watched.path() + ": it is to open it anew");
        }
    }

    private static boolean told(OwnedLog owner, WatchedLog watched, Optional<Rotated> rotated) {
        if (rotated.isEmpty()) {
            return false;
        }
        Rotated done = rotated.get();
        String what = owner.job() + " rotated " + watched.path() + ": " + done.bytes() + " bytes archived";
        if (done.method() == Rotation.Method.TRUNCATE) {
            what += "; what was written within " + done.cutNanos() / 1_000 + " µs before it was cut is lost"
                    + ", about " + done.lostBytes() + " bytes at the rate at which it grew";
        }
        if (!done.wholeLines()) {
            what += "; its last line is cut, since it is longer than " + Cut.LONGEST_LINE + " bytes";
        }
        LOG.log(done.wholeLines() ? Level.INFO : Level.WARNING, what);
        return true;
    }

    private void succeeded(WatchedLog watched, boolean archived) throws IOException {
        if (watched.failures > 0) {
            watched.failures = 0;
            LOG.log(Level.INFO, watched.owner().job() + " has its log rotated again (file=" + watched.path() + ")");
        }
        Optional<LogState> known = watched.log.known();
        if (archived && known.isPresent()) {
            LogState state = withoutLostArchives(watched);
            OptionalLong oldest =
                    state.archives().stream().mapToLong(Archive::start).min();
            times.prune(watched.path(), oldest.orElse(state.start()));
        }
    }

    /** Archives beyond the last, and those that somebody took away, are forgotten. */
    private LogState withoutLostArchives(WatchedLog watched) throws IOException {
        LogFile log = watched.log;
        return watched.owner().as(storage, () -> {
            LogState state = log.known().orElseThrow();
            log.archives().deleteBeyond(state, watched.owner().keep());
            var places = log.archives().places(state, ArchiveFiles.MOST);
            LogState left = state.withArchives(state.archives().stream()
                    .filter(archive -> places.containsKey(archive.inode()))
                    .toList());
            log.know(left);
            return left;
        });
    }

    private void failed(WatchedLog watched, IOException e) {
        JobName job = watched.owner().job();
        long delay = FIRST_RETRY.toNanos() << Math.min(watched.failures, MOST_DOUBLINGS);
        watched.retryNanos = System.nanoTime() + delay;
        watched.failures++;
        String message =
                "cannot rotate " + watched.path() + ": " + reason(e) + "; nothing of it is lost, and it is tried again";
        if (watched.failures == 1 && watched.owner().writers().isEmpty()) {
            LOG.log(Level.WARNING, job + " " + message);
        } else if (watched.failures == 1) {
            news.trouble(job, message);
        } else {
            LOG.log(Level.DEBUG, job + " " + message);
        }
    }

    /** The JDK's exceptions of files have the path in front. */
    private static String reason(IOException e) {
        return e instanceof java.nio.file.FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
    }
}
