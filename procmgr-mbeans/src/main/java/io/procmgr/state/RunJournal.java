package io.procmgr.state;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobRecord;
import io.procmgr.supervise.JobStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code runs} of a state directory: a line for each thing that a later supervisor has to know, the last one of a
 * job counts. Lines are only added, and now and then the file is written anew. Each line has a check sum, so that one that
 * was cut off, or is not ours, is known. Safe for use by several threads.
 */
public final class RunJournal implements JobStore, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    /** A smaller file is not worth a rewriting. */
    private static final long SMALL = 1024 * 1024;

    private static final int GROWTH = 8;

    private final JournalFile file;
    private final String bootId;

    /** Newest of each job that is not written yet; empty: the job is to be forgotten. Guarded by itself. */
    private final Map<JobName, Optional<JobRecord>> pending = new LinkedHashMap<>();

    private boolean closed;
    private boolean failing;
    private long written;
    private long rewritten;

    private RunJournal(JournalFile file, String bootId) {
        this.file = file;
        this.bootId = bootId;
    }

    /** A journal and what stood in it. */
    public record Opened(RunJournal journal, KeptRecords kept) {}

    /**
     * Reads what an earlier supervisor left, and goes on from there. A file that is damaged is read as far as possible; what
     * is wrong with it is told in the log.
     *
     * @param bootId of the running system: what was written before the last boot tells of no living process
     * @throws IOException if the file cannot be read or written at all
     */
    public static Opened open(Path path, String bootId) throws IOException {
        KeptRecords kept = JournalReader.read(path, bootId);
        RunJournal journal = new RunJournal(new JournalFile(path), bootId);
        boolean open = false;
        try {
            journal.rewriteFile(kept.records().values(), false);
            open = true;
        } finally {
            if (!open) {
                journal.close();
            }
        }
        return new Opened(journal, kept);
    }

    @Override
    public void put(JobRecord record) {
        synchronized (pending) {
            pending.put(record.job(), Optional.of(record));
        }
    }

    @Override
    public void remove(JobName job) {
        synchronized (pending) {
            pending.put(job, Optional.empty());
        }
    }

    @Override
    public synchronized boolean flush() {
        if (closed) {
            return true;
        }
        Map<JobName, Optional<JobRecord>> taken;
        synchronized (pending) {
            if (pending.isEmpty()) {
                return true;
            }
            taken = new LinkedHashMap<>(pending);
            pending.clear();
        }
        try {
            written += file.append(text(taken));
            failing = false;
        } catch (IOException e) {
            synchronized (pending) {
                taken.forEach(pending::putIfAbsent);
            }
            failed(e);
        }
        return !failing;
    }

    /** Without lambdas: it is called before the first process is made, and each of them takes a millisecond then. */
    private static String text(Map<JobName, Optional<JobRecord>> records) {
        StringBuilder text = new StringBuilder(records.size() * 200);
        for (Map.Entry<JobName, Optional<JobRecord>> entry : records.entrySet()) {
            Optional<JobRecord> record = entry.getValue();
            JournalLine.append(
                    text, record.isPresent() ? RecordText.of(record.get()) : JournalLine.removed(entry.getKey()));
        }
        return text.toString();
    }

    /** Waits for the disk without keeping anybody else from writing. */
    @Override
    public void sync() {
        flush();
        try {
            file.force();
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "the journal was written anew meanwhile, and that is forced if it has to be");
        } catch (IOException e) {
            synchronized (this) {
                failed(e);
            }
        }
    }

    @Override
    public synchronized boolean isFull() {
        return written > SMALL && written > GROWTH * rewritten;
    }

    @Override
    public synchronized void rewrite(Collection<JobRecord> records) {
        try {
            if (!closed) {
                rewriteFile(records, false);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public synchronized void close(Collection<JobRecord> records) {
        try {
            if (!closed) {
                rewriteFile(records, isComplete(records));
            }
        } catch (IOException e) {
            // what was written before still holds: the next supervisor looks for lost processes, and finds none
            failed(e);
            flush();
        } finally {
            close();
        }
    }

    /** A launch whose process is not known has still to be looked for, whatever else is in order. */
    private static boolean isComplete(Collection<JobRecord> records) {
        return records.stream().flatMap(record -> record.run().stream()).allMatch(run -> run.process()
                .isPresent());
    }

    private void rewriteFile(Collection<JobRecord> records, boolean ended) throws IOException {
        StringBuilder text = new StringBuilder(records.size() * 300 + 100);
        JournalLine.append(text, JournalLine.header(bootId));
        for (JobRecord record : records) {
            JournalLine.append(text, RecordText.of(record));
        }
        if (ended) {
            JournalLine.append(text, JournalLine.ENDED);
        }
        // what is disabled is to outlive a failure of power, as it did before
        written = file.replace(text.toString(), records.stream().anyMatch(JobRecord::disabled));
        synchronized (pending) {
            pending.clear();
        }
        rewritten = written;
        failing = false;
    }

    /** Told once, until it works again. */
    private void failed(IOException e) {
        if (!failing) {
            failing = true;
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot write " + file.path() + ", so that a supervisor after this one may not know what"
                            + " became of the jobs; it will be tried again: " + e.getMessage());
        }
    }

    /** Closes the file; what was not flushed is lost. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        file.close();
    }
}
