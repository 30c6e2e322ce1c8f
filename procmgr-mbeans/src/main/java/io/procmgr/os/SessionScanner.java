package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.Scheduler;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Looks at {@code /proc}, on the thread {@code procmgr-scanner}, for what the kernel tells in no other way: who is in a
 * session. One look serves all who ask while it is due. May be called by any thread.
 */
final class SessionScanner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final LinkedBlockingQueue<Consumer<ProcTable>> requests = new LinkedBlockingQueue<>();
    private final Scheduler scheduler;
    private final ProcScan processes;
    private final RunMarks marks;
    private final long ownGroup;
    private final Thread thread;

    SessionScanner(Scheduler scheduler, ProcScan processes) {
        this.scheduler = scheduler;
        this.processes = processes;
        this.marks = new RunMarks(processes);
        this.ownGroup = processes.self().map(ProcEntry::group).orElse(-1L);
        this.thread = EngineThreads.start("scanner", this::run);
    }

    /** Finds the living kin, and tells on the event loop. */
    void find(Kin kin, Consumer<List<ProcEntry>> answer) {
        requests.add(table -> {
            List<ProcEntry> living = kin.living(table, marks);
            scheduler.execute(() -> answer.accept(living));
        });
    }

    /** Reads the run mark of a process that does not lead its session, and tells on the event loop. */
    void findMark(ProcEntry process, Consumer<Optional<String>> answer) {
        requests.add(table -> {
            Optional<String> mark = marks.of(process);
            scheduler.execute(() -> answer.accept(mark));
        });
    }

    /**
     * Signals the kin of a process: every process group of the session that it leads but its own, else each of them alone,
     * since their groups may hold strangers. Calls keep their order.
     */
    void signalKin(Kin kin, Signal signal) {
        requests.add(table -> {
            List<ProcEntry> living = kin.living(table, marks);
            if (kin.isSession()) {
                signalGroups(living, kin.session(), signal);
            } else {
                living.forEach(entry -> signal(entry, signal));
            }
        });
    }

    private void signalGroups(List<ProcEntry> living, long but, Signal signal) {
        Set<Long> groups = new LinkedHashSet<>();
        for (ProcEntry member : living) {
            if (member.group() != but && member.group() != ownGroup) {
                groups.add(member.group());
            }
        }
        groups.forEach(group -> Processes.signalGroup(group.intValue(), signal.number()));
    }

    private void signal(ProcEntry entry, Signal signal) {
        try {
            int pidfd = Processes.open((int) entry.pid());
            if (processes.process(entry.identity()).isPresent()) {
                Processes.signal(pidfd, signal.number());
            }
            Descriptors.close(pidfd);
        } catch (ErrnoException e) {
            // it ended just now, or the system is short of descriptors: then SIGKILL comes again
            LOG.log(Level.DEBUG, "cannot signal pid " + entry.pid() + ": " + e.getMessage());
        }
    }

    /** Runs something that may take long. */
    void execute(Runnable task) {
        requests.add(table -> task.run());
    }

    @Override
    public void close() {
        thread.interrupt();
        EngineThreads.awaitEnd(thread);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Consumer<ProcTable>> batch = new ArrayList<>();
                batch.add(requests.take());
                requests.drainTo(batch);
                ProcTable table = processes.scan();
                batch.forEach(request -> request.accept(table));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
