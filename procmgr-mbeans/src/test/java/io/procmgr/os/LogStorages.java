package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.os.linux.Linux;
import io.procmgr.os.linux.MissingCallException;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The ways in which engines deal with log files, for tests of others. */
public final class LogStorages {
    private LogStorages() {}

    /** By the calls of Linux. */
    public static LogStorage ofNative() {
        try {
            Linux.probe((int) ProcessHandle.current().pid(), Optional.empty());
        } catch (MissingCallException e) {
            throw new IllegalStateException(e);
        }
        return new NativeLogStorage(Tools.ofSystem());
    }

    /** By programs of the system. */
    public static LogStorage ofJava() {
        return new ToolLogStorage(Tools.ofSystem());
    }

    /** Of a file system whose files can only be copied and cut. */
    public static LogStorage truncating() {
        LogStorage storage = ofNative();
        return new LogStorage() {
            @Override
            public <T> T as(Execution job, boolean named, Path file, Access<T> access) throws IOException {
                return storage.as(job, named, file, access);
            }

            @Override
            public OptionalLong collapseUnit(Path file) {
                return OptionalLong.empty();
            }

            @Override
            public void collapse(Path file, long inode, long bytes) {
                throw new UnsupportedOperationException();
            }

            @Override
            public GrowthWatch watchGrowth() throws IOException {
                return storage.watchGrowth();
            }
        };
    }
}
