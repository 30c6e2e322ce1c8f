package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Log files by the program {@code fallocate}, where there is one; without the rights of other users. */
final class ToolLogStorage implements LogStorage {
    private static final int UNIT = 4096;

    private final Tools tools;
    private final JobRights rights;

    ToolLogStorage(Tools tools) {
        this.tools = tools;
        this.rights = new JobRights(tools);
    }

    @Override
    public <T> T as(Execution job, boolean named, Path file, Access<T> access) throws IOException {
        return rights.as(job, named, file, access, ToolLogStorage::refuse);
    }

    private static <T> T refuse(Identity user, Access<T> access) throws IOException {
        throw new IOException("the java engine cannot take the rights of another user (uid="
                + user.account().uid() + ")");
    }

    /** Tried with a file beside it: the program does not tell a file system that cannot from a length that is wrong. */
    @Override
    public OptionalLong collapseUnit(Path file) throws IOException {
        if (tools.find("fallocate").isEmpty() || file.getParent() == null) {
            return OptionalLong.empty();
        }
        Path trial = Files.createTempFile(file.getParent(), ".procmgr", ".trial");
        try {
            Files.write(trial, new byte[2 * UNIT]);
            return fallocate(trial, UNIT) && Files.size(trial) == UNIT ? OptionalLong.of(UNIT) : OptionalLong.empty();
        } finally {
            Files.delete(trial);
        }
    }

    @Override
    public void collapse(Path file, long inode, long bytes) throws IOException {
        Object found = Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        if (!found.equals(inode)) {
            throw new IOException("it was replaced meanwhile (inode=" + found + ", expected=" + inode + ")");
        }
        if (!fallocate(file, bytes)) {
            throw new IOException("fallocate --collapse-range failed (bytes=" + bytes + ")");
        }
    }

    private boolean fallocate(Path file, long bytes) throws IOException {
        try {
            return tools.ask(
                            "fallocate",
                            "--collapse-range",
                            "--offset",
                            "0",
                            "--length",
                            Long.toString(bytes),
                            "--",
                            file.toString())
                    .isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public GrowthWatch watchGrowth() {
        return new NoGrowth();
    }
}
