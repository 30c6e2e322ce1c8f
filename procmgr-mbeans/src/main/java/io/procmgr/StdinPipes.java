package io.procmgr;

import io.procmgr.job.InputSource;
import io.procmgr.job.JobSpec;
import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The directory of the FIFOs that jobs with {@code stdin = pipe} read. They outlive the supervisor, as their readers may;
 * one that no job wants any more is removed.
 */
final class StdinPipes implements ChangeListener {
    private final Path directory;
    private final Supervisor supervisor;

    StdinPipes(Path stateDirectory, Supervisor supervisor) {
        this.directory = directory(stateDirectory);
        this.supervisor = supervisor;
    }

    static Path directory(Path stateDirectory) {
        return stateDirectory.resolve("stdin");
    }

    @Override
    public String name() {
        return "stdin";
    }

    @Override
    public void changed(JobChange change) {
        switch (change.kind()) {
            case REMOVED, CONFIG_RELOADED -> sweep();
            case ADDED, LAUNCHED, STATE, READY, EXITED, GAVE_UP, NOTICE, CONFIG_REJECTED -> {}
        }
    }

    private void sweep() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Set<String> wanted = new HashSet<>();
        for (JobStatus job : supervisor.statuses()) {
            JobSpec spec = job.spec();
            if (spec.execution().input() instanceof InputSource.Pipe) {
                wanted.add(spec.name().encoded());
            }
        }
        try (DirectoryStream<Path> pipes = Files.newDirectoryStream(directory)) {
            for (Path pipe : pipes) {
                if (!wanted.contains(pipe.getFileName().toString())) {
                    Files.deleteIfExists(pipe);
                }
            }
        } catch (IOException e) {
            System.getLogger("procmgr").log(Level.WARNING, "procmgr cannot remove pipes in " + directory + ": " + e);
        }
    }
}
