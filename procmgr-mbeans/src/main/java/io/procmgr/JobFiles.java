package io.procmgr;

import io.procmgr.job.Execution;
import io.procmgr.job.InputSource;
import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import io.procmgr.supervise.SupervisorOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What lies in the state directory for single jobs: the FIFOs of those with {@code stdin = pipe}, and the contexts. It
 * outlives the supervisor, as the processes may; what no job wants any more is removed.
 */
final class JobFiles implements ChangeListener {
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    private final Path stateDirectory;
    private final Supervisor supervisor;
    /** A little earlier: the clock of file systems runs some milliseconds behind, and is another host's on some. */
    private final FileTime begun = FileTime.from(Instant.now().minus(CLOCKS));

    JobFiles(Path stateDirectory, Supervisor supervisor) {
        this.stateDirectory = stateDirectory;
        this.supervisor = supervisor;
    }

    @Override
    public String name() {
        return "files of jobs";
    }

    @Override
    public void changed(JobChange change) {
        switch (change.kind()) {
            case REMOVED, CONFIG_RELOADED -> {
                sweep(SupervisorOptions.PIPES);
                sweep(SupervisorOptions.CONTEXTS);
            }
            case ADDED, LAUNCHED, STATE, READY, EXITED, GAVE_UP, NOTICE, CONFIG_REJECTED -> {}
        }
    }

    // no function for each kind: at the start, this runs beside the first launches
    private void sweep(String kind) {
        Path directory = stateDirectory.resolve(kind);
        if (!Files.isDirectory(directory)) {
            return;
        }
        Set<String> wanted = new HashSet<>();
        for (JobStatus job : supervisor.statuses()) {
            if (wants(job.spec().execution(), kind)) {
                wanted.add(job.name().encoded());
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String job = file.getFileName().toString();
                if (!wanted.contains(job) && !isBeingWritten(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            System.getLogger("procmgr").log(Level.WARNING, "procmgr cannot remove files in " + directory + ": " + e);
        }
    }

    /** An older one was being written when an earlier supervisor died. */
    private boolean isBeingWritten(Path file) throws IOException {
        try {
            return file.toString().endsWith("~")
                    && Files.getLastModifiedTime(file).compareTo(begun) >= 0;
        } catch (NoSuchFileException e) {
            // it has its name by now
            return true;
        }
    }

    private static boolean wants(Execution execution, String kind) {
        return kind.equals(SupervisorOptions.PIPES)
                ? execution.input() instanceof InputSource.Pipe
                : execution.context().isPresent();
    }
}
