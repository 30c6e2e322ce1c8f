package io.procmgr.os;

import io.procmgr.supervise.GrowthWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** For an engine that cannot be told of growing files: the JDK's WatchService would wake at each write. */
final class NoGrowth implements GrowthWatch {
    private final Semaphore wakes = new Semaphore(0);

    @Override
    public boolean arm(Path file) {
        return false;
    }

    @Override
    public Set<Path> await(Duration most) throws InterruptedException {
        if (wakes.tryAcquire(Math.min(most.toMillis(), Integer.MAX_VALUE), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
        return Set.of();
    }

    @Override
    public void wake() {
        wakes.release();
    }

    @Override
    public void close() {
        wakes.release();
    }
}
