package io.procmgr.os;

import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Spawn;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What one spawner needs to make a process: memory that C can see. Borrowed for one launch at a time. */
record Workbench(Descriptors descriptors, Spawn spawn) {

    /** Those that nobody uses. */
    static final class Pool {
        private final Queue<Workbench> free = new ConcurrentLinkedQueue<>();

        Workbench borrow() throws LaunchException {
            Workbench bench = free.poll();
            try {
                return bench == null ? new Workbench(new Descriptors(), new Spawn()) : bench;
            } catch (ErrnoException e) {
                throw new LaunchException("cannot launch: " + e.getMessage(), e);
            }
        }

        void giveBack(Workbench bench) {
            free.add(bench);
        }
    }
}
