package io.procmgr.os;

import io.procmgr.job.Execution.OnHostDeath;
import io.procmgr.job.Signal;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** A launch by {@code posix_spawn}: straight into the job's program, or by way of the wrappers that it needs. */
final class NativeLaunch extends QueuedLaunch {
    private static final System.Logger LOG = System.getLogger("procmgr");

    /** More than any wrapper has to say. */
    private static final int REPORT_BYTES = 16 * 1024;

    private static final int NONE = -1;

    private final NativeLauncher.Parts parts;
    private final HandedSocket socket;
    private volatile int pid = NONE;
    private volatile Optional<StandardFiles> opening = Optional.empty();

    NativeLaunch(NativeLauncher.Parts parts, LaunchRequest request, LaunchListener listener, HandedSocket socket) {
        super(request, listener, parts.spawners());
        this.parts = parts;
        this.socket = socket;
    }

    @Override
    void launch() throws LaunchException, InterruptedException {
        try {
            Workbench bench = parts.benches().borrow();
            try {
                launch(bench);
            } finally {
                parts.benches().giveBack(bench);
            }
        } finally {
            socket.handedOver();
        }
    }

    private void launch(Workbench bench) throws LaunchException, InterruptedException {
        SpawnPlan plan = parts.plans().of(request());
        int handed = socket.open(request(), plan.otherUser());
        try (StandardFiles files =
                new StandardFiles(bench.descriptors(), request(), plan.otherUser(), parts.devNull())) {
            opening = Optional.of(files);
            files.open();
            opening = Optional.empty();
            making();
            if (plan.wrapped()) {
                spawnWrapped(plan, bench, files, handed);
            } else {
                spawnInto(plan, bench, files, files.error());
            }
        }
        int pidfd = watchable();
        decide();
        NativeProcess process = new NativeProcess(parts.processTable().identity(pid), pidfd, parts, listener());
        parts.scheduler().execute(process::begin);
    }

    private void spawnInto(SpawnPlan plan, Workbench bench, StandardFiles files, int... errors)
            throws LaunchException, InterruptedException {
        int[] descriptors = new int[2 + errors.length];
        descriptors[0] = files.input();
        descriptors[1] = files.output();
        System.arraycopy(errors, 0, descriptors, 2, errors.length);
        try {
            pid = request().execution().onHostDeath() == OnHostDeath.KILL
                    ? spawnByParent(plan, bench, files, descriptors)
                    : spawn(plan, bench, files, descriptors);
        } catch (ErrnoException e) {
            throw SpawnFault.explain(e, request(), plan.path());
        }
        if (!made()) {
            end();
            throw new LaunchException(ended());
        }
    }

    private static int spawn(SpawnPlan plan, Workbench bench, StandardFiles files, int[] descriptors)
            throws ErrnoException {
        return bench.spawn()
                .start(plan.program(), plan.arguments(), plan.environment(), files.directory(), descriptors);
    }

    private int spawnByParent(SpawnPlan plan, Workbench bench, StandardFiles files, int[] descriptors)
            throws ErrnoException, LaunchException, InterruptedException {
        try {
            return parts.parent().call(() -> spawn(plan, bench, files, descriptors));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ErrnoException errno) {
                throw errno;
            }
            throw new LaunchException("cannot launch: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** The wrappers and the script write to a pipe what goes wrong; it ends when the program begins. */
    private void spawnWrapped(SpawnPlan plan, Workbench bench, StandardFiles files, int handed)
            throws LaunchException, InterruptedException {
        ChainReport report;
        try {
            int[] pipe = bench.descriptors().pipe();
            try {
                try {
                    spawnInto(plan, bench, files, errors(pipe[1], files, handed));
                } finally {
                    Descriptors.close(pipe[1]);
                }
                report = ChainReport.parse(written(bench, pipe[0]));
            } finally {
                Descriptors.close(pipe[0]);
            }
            if (!report.begun()) {
                decide();
                throw new LaunchException(report.failure(
                        program(),
                        NativeProcess.status(Processes.await(pid)),
                        request().directory()));
            }
        } catch (ErrnoException e) {
            end();
            throw new LaunchException("cannot launch: " + e.getMessage(), e);
        }
    }

    /** The pipe, the error file, and what is handed over. */
    private static int[] errors(int pipe, StandardFiles files, int handed) {
        int[] all = {pipe, files.error(), handed, files.context().orElse(NONE)};
        int number = 2;
        for (int i = 2; i < all.length; i++) {
            if (all[i] != NONE) {
                all[number++] = all[i];
            }
        }
        return Arrays.copyOf(all, number);
    }

    private static byte[] written(Workbench bench, int pipe) throws ErrnoException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        byte[] bytes = bench.descriptors().read(pipe);
        while (bytes.length > 0) {
            report.write(bytes, 0, report.size() < REPORT_BYTES ? bytes.length : 0);
            bytes = bench.descriptors().read(pipe);
        }
        return report.toByteArray();
    }

    /** A descriptor of the process; nobody has waited for it, so the pid is still its own. */
    private int watchable() throws LaunchException {
        try {
            return parts.openFiles().open(pid);
        } catch (ErrnoException e) {
            end();
            throw new LaunchException("cannot watch the process: " + e.getMessage(), e);
        }
    }

    /** Leaves nothing of a process that cannot be handed on. */
    private void end() {
        decide();
        kill();
        try {
            if (pid != NONE) {
                Processes.await(pid);
            }
        } catch (ErrnoException e) {
            LOG.log(Level.WARNING, "cannot wait for pid " + pid + ": " + e.getMessage());
        }
    }

    @Override
    void refuse() {
        socket.handedOver();
        super.refuse();
    }

    @Override
    void kill() {
        int made = pid;
        if (made != NONE) {
            Processes.signalGroup(made, Signal.KILL.number());
        }
    }

    @Override
    Set<Path> heldUpAt() {
        return opening.flatMap(StandardFiles::place).map(Set::of).orElse(Set.of());
    }

    @Override
    String where() {
        int made = pid;
        return made == NONE
                ? opening.flatMap(StandardFiles::place)
                        .map(place -> "the supervisor is still opening a file in " + place)
                        .orElse("the supervisor is still opening its program")
                : parts.processTable().at(made);
    }
}
