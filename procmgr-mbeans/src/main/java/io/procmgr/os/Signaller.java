package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.ProcessIdentity;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends signals, on the thread {@code procmgr-signaller}: one scan of {@code /proc} and at most one {@code kill} process
 * for all that are pending. The requests keep their order.
 */
final class Signaller implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    /** Arguments: a signal's name holds for the numbers that follow it; −N is the process group N. */
    private static final String KILL =
            "for word; do case $word in [A-Z]*) name=$word;; *) kill -s \"$name\" -- \"$word\";; esac; done";

    /** Well below the system's limit on arguments. */
    private static final int MOST_WORDS = 10_000;

    private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final ProcScan processes;
    private final RunMarks marks;
    private final Optional<ProcEntry> self;
    private final Thread thread;

    Signaller(ProcScan processes) {
        this.processes = processes;
        this.marks = new RunMarks(processes);
        this.self = processes.self();
        this.thread = EngineThreads.start("signaller", this::run);
    }

    long ageMillis(ProcessIdentity identity) {
        return processes.ageMillis(identity);
    }

    void send(ChildProcess child, Signal signal, StopRule.Scope scope) {
        requests.add(new Request(child, signal, scope));
    }

    @Override
    public void close() {
        thread.interrupt();
        EngineThreads.awaitEnd(thread);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Request> batch = new ArrayList<>();
                batch.add(requests.take());
                requests.drainTo(batch, MOST_WORDS / 4);
                deliver(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Request> batch) throws InterruptedException {
        ProcTable table = processes.scan();
        List<String> words = new ArrayList<>();
        List<Request> inWords = new ArrayList<>();
        Set<ChildProcess> children = new HashSet<>();
        for (Request request : batch) {
            List<String> targets = targets(request, table);
            boolean alone = targets.size() == 1
                    && table.session(request.child().identity()).size() <= 1;
            if (alone && !children.contains(request.child()) && direct(request)) {
                continue;
            }
            if (!targets.isEmpty()) {
                words.add(request.signal().name());
                words.addAll(targets);
                inWords.add(request);
                children.add(request.child());
            }
            if (words.size() > MOST_WORDS) {
                kill(words, inWords);
                words.clear();
                inWords.clear();
            }
        }
        if (!words.isEmpty()) {
            kill(words, inWords);
        }
    }

    /** The numbers to be signalled: proven to belong to this process, and never our own. */
    private List<String> targets(Request request, ProcTable table) {
        ChildProcess child = request.child();
        if (child.isGone()) {
            return List.of();
        }
        Set<String> targets = new HashSet<>();
        if (request.scope() == StopRule.Scope.SESSION) {
            for (ProcEntry member : child.kin().living(table, marks)) {
                if (!child.kin().isSession()) {
                    // its group may hold strangers
                    targets.add(Long.toString(member.pid()));
                } else if (member.group() > 1
                        && self.map(own -> own.group() != member.group()).orElse(true)) {
                    targets.add("-" + member.group());
                }
            }
        }
        boolean alive = table.process(child.pid())
                .filter(entry -> entry.identity().equals(child.identity()) && entry.alive())
                .isPresent();
        if (alive && (targets.isEmpty() || !child.kin().isSession())) {
            targets.add(Long.toString(child.pid()));
        }
        return List.copyOf(targets);
    }

    /** Without another process, where the JDK can: it too compares the start time. */
    private static boolean direct(Request request) {
        ProcessHandle process = request.child().handle();
        if (!process.isAlive()) {
            return false;
        }
        switch (request.signal()) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            case HUP, INT, QUIT, ABRT, USR1, USR2, ALRM, CONT, STOP, TSTP, TTIN, TTOU, WINCH -> {
                return false;
            }
        }
        return true;
    }

    private static void kill(List<String> words, List<Request> requests) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KILL, "sh"));
        command.addAll(words);
        try {
            // a target that has just ended is no news
            JdkProcesses.start(new ProcessBuilder(command)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD))
                    .waitFor();
        } catch (IOException | OutOfMemoryError e) {
            // the JVM says OutOfMemoryError when it gets no thread; a lost kill must not cost the signaller
            LOG.log(Level.WARNING, "cannot send signals by kill: " + e.getMessage());
            requests.forEach(Signaller::direct);
        }
    }

    private record Request(ChildProcess child, Signal signal, StopRule.Scope scope) {}
}
