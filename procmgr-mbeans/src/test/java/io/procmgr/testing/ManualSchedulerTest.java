package io.procmgr.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.supervise.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<String> ran = new ArrayList<>();

    @Test
    void nothingRunsByItself() {
        scheduler.execute(() -> ran.add("a"));

        assertThat(ran).isEmpty();
        assertThat(scheduler.pending()).isOne();
    }

    @Test
    void tasksRunInOrderTogetherWithThoseTheyPost() {
        scheduler.execute(() -> {
            ran.add("a");
            scheduler.execute(() -> ran.add("c"));
        });
        scheduler.execute(() -> ran.add("b"));

        scheduler.runPending();

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void eachTimerRunsAtItsOwnTime() {
        long start = scheduler.nanoTime();
        scheduler.schedule(Duration.ofSeconds(2), () -> ran.add("2 at " + (scheduler.nanoTime() - start)));
        scheduler.schedule(Duration.ofSeconds(1), () -> {
            ran.add("1 at " + (scheduler.nanoTime() - start));
            scheduler.schedule(Duration.ofMillis(500), () -> ran.add("1.5 at " + (scheduler.nanoTime() - start)));
        });

        scheduler.advance(Duration.ofSeconds(3));

        assertThat(ran).containsExactly("1 at 1000000000", "1.5 at 1500000000", "2 at 2000000000");
        assertThat(scheduler.nanoTime() - start).isEqualTo(3_000_000_000L);
        assertThat(scheduler.currentTimeMillis()).isEqualTo(ManualScheduler.START.toEpochMilli() + 3_000);
    }

    @Test
    void cancelledTimerDoesNotRun() {
        Scheduler.Timer timer = scheduler.schedule(Duration.ofSeconds(1), () -> ran.add("a"));

        timer.cancel();
        scheduler.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void onlyTasksAreOnTheLoopThread() {
        scheduler.execute(() -> ran.add("loop " + scheduler.isLoopThread()));

        scheduler.runPending();

        assertThat(ran).containsExactly("loop true");
        assertThat(scheduler.isLoopThread()).isFalse();
    }

    @Test
    void anExceptionGoesToTheTestAndTheRestRunsLater() {
        scheduler.execute(() -> {
            throw new IllegalStateException("bang");
        });
        scheduler.execute(() -> ran.add("a"));

        assertThatThrownBy(scheduler::runPending).hasMessage("bang");
        scheduler.runPending();

        assertThat(ran).containsExactly("a");
    }
}
