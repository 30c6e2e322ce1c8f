package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.os.linux.FileHead;
import io.procmgr.os.linux.FileRights;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Log files by the calls of Linux. */
final class NativeLogStorage implements LogStorage {
    private final JobRights rights;
    private volatile boolean closed;

    NativeLogStorage(Tools tools) {
        this.rights = new JobRights(tools);
    }

    /** Somebody may still be reading a log while the supervisor ends; what he begins afterwards is refused. */
    void close() {
        closed = true;
    }

    private void begin() throws IOException {
        if (closed) {
            throw new IOException("the supervisor has ended");
        }
    }

    @Override
    public <T> T as(Execution job, boolean named, Path file, Access<T> access) throws IOException {
        begin();
        return rights.as(job, named, file, access, NativeLogStorage::as);
    }

    private static <T> T as(Identity user, Access<T> access) throws IOException {
        String name = user.account().name();
        int[] groups = name.isEmpty() ? new int[0] : FileRights.groups(name, (int) user.gid());
        FileRights.Opening<T, IOException> opening = access::run;
        return FileRights.as((int) user.account().uid(), (int) user.gid(), groups, opening);
    }

    @Override
    public OptionalLong collapseUnit(Path file) throws IOException {
        begin();
        try (FileHead head = new FileHead(file.toString())) {
            return head.unit();
        }
    }

    @Override
    public void collapse(Path file, long inode, long bytes) throws IOException {
        begin();
        try (FileHead head = new FileHead(file.toString())) {
            Object found = Files.getAttribute(Path.of("/proc/self/fd/" + head.descriptor()), "unix:ino");
            if (!found.equals(inode)) {
                throw new IOException("it was replaced meanwhile (inode=" + found + ", expected=" + inode + ")");
            }
            head.collapse(bytes);
        }
    }

    @Override
    public GrowthWatch watchGrowth() throws IOException {
        begin();
        return new InotifyGrowth();
    }
}
