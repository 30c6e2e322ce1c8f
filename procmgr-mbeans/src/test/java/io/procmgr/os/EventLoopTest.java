package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest extends SchedulerContract {
    @Override
    Scheduler open() {
        return new EventLoop();
    }

    @Override
    void close(Scheduler scheduler) {
        ((EventLoop) scheduler).close();
    }

    @Test
    void threadIsADaemonWithOurOwnLoader() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        caller.setContextClassLoader(null);
        try (EventLoop loop = new EventLoop()) {
            loop.execute(() -> thread.complete(Thread.currentThread()));

            Thread made = thread.orTimeout(5, TimeUnit.SECONDS).join();
            assertThat(made.getName()).isEqualTo("procmgr-loop");
            assertThat(made.isDaemon()).isTrue();
            assertThat(made.getContextClassLoader()).isSameAs(EventLoop.class.getClassLoader());
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void mayBeClosedByItsOwnTask() {
        EventLoop loop = new EventLoop();
        CompletableFuture<Void> closed = new CompletableFuture<>();

        loop.execute(() -> {
            loop.close();
            closed.complete(null);
        });

        assertThat(closed.orTimeout(1, TimeUnit.SECONDS)).succeedsWithin(java.time.Duration.ofSeconds(1));
    }
}
