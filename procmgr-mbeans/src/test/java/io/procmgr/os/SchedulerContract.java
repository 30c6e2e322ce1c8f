package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.Scheduler;
import io.procmgr.testing.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every event loop does that runs by itself. */
@ExtendWith(LeakCheck.class)
abstract class SchedulerContract {
    private Scheduler loop;

    abstract Scheduler open();

    abstract void close(Scheduler scheduler);

    @BeforeEach
    void start() {
        loop = open();
    }

    @AfterEach
    void end() {
        close(loop);
    }

    @Test
    void tasksRunInTheOrderTheyWerePosted() {
        List<Integer> ran = new CopyOnWriteArrayList<>();
        List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();

        numbers.forEach(number -> loop.execute(() -> ran.add(number)));
        drain();

        assertThat(ran).isEqualTo(numbers);
    }

    @Test
    void tasksAreOnTheLoopThreadAndNobodyElseIs() {
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();

        loop.execute(() -> onLoop.complete(loop.isLoopThread()));

        assertThat(onLoop.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        assertThat(loop.isLoopThread()).isFalse();
    }

    @Test
    void timersRunInTheOrderInWhichTheyComeDueAndNotBefore() {
        List<String> ran = new CopyOnWriteArrayList<>();
        long start = loop.nanoTime();
        CompletableFuture<Long> last = new CompletableFuture<>();

        loop.schedule(Duration.ofMillis(60), () -> last.complete(loop.nanoTime()));
        loop.schedule(Duration.ofMillis(40), () -> ran.add("40"));
        loop.schedule(Duration.ofMillis(20), () -> ran.add("20"));
        loop.execute(() -> ran.add("0"));

        long end = last.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(ran).containsExactly("0", "20", "40");
        assertThat(Duration.ofNanos(end - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void cancelledTimerDoesNotRun() {
        List<String> ran = new CopyOnWriteArrayList<>();
        Scheduler.Timer timer = loop.schedule(Duration.ofMillis(20), () -> ran.add("cancelled"));
        loop.schedule(Duration.ofMillis(40), () -> ran.add("kept"));

        timer.cancel();

        await().until(() -> !ran.isEmpty());
        assertThat(ran).containsExactly("kept");
    }

    @Test
    void loopGoesOnAfterATaskFails() {
        loop.execute(() -> {
            throw new IllegalStateException("a task that fails on purpose");
        });
        loop.execute(() -> {
            throw new AssertionError("a task that fails on purpose");
        });

        drain();
    }

    @Test
    void loopGoesOnAfterATaskInterruptsIt() {
        loop.execute(() -> Thread.currentThread().interrupt());

        drain();
    }

    @Test
    void nothingRunsOnceClosed() {
        List<String> ran = new CopyOnWriteArrayList<>();
        loop.schedule(Duration.ofMillis(10), () -> ran.add("timer"));

        close(loop);
        loop.execute(() -> ran.add("task"));
        loop.schedule(Duration.ZERO, () -> ran.add("late timer")).cancel();
        close(loop);

        assertThat(ran).isEmpty();
    }

    private void drain() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> done.complete(null));
        done.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
