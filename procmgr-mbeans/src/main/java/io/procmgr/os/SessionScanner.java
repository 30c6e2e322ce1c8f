package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Looks at {@code /proc}, on the thread {@code procmgr-scanner}, for what the kernel tells in no other way: who is in a
 * session. One look serves all who ask while it is due. May be called by any thread.
 */
final class SessionScanner implements AutoCloseable {
    private final LinkedBlockingQueue<Consumer<ProcTable>> requests = new LinkedBlockingQueue<>();
    private final Scheduler scheduler;
    private final ProcScan processes;
    private final long ownGroup;
    private final Thread thread;

    SessionScanner(Scheduler scheduler, ProcScan processes) {
        this.scheduler = scheduler;
        this.processes = processes;
        this.ownGroup = processes.self().map(ProcEntry::group).orElse(-1L);
        this.thread = EngineThreads.start("scanner", this::run);
    }

    /** Looks, and tells on the event loop. */
    void scan(Consumer<ProcTable> answer) {
        requests.add(table -> scheduler.execute(() -> answer.accept(table)));
    }

    /** Signals every process group of a session but that of its leader. Calls keep their order. */
    void signalOtherGroups(int session, Signal signal) {
        requests.add(table -> {
            Set<Long> groups = new LinkedHashSet<>();
            for (ProcEntry member : table.session(session)) {
                if (member.group() != session && member.group() != ownGroup) {
                    groups.add(member.group());
                }
            }
            groups.forEach(group -> Processes.signalGroup(group.intValue(), signal.number()));
        });
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
