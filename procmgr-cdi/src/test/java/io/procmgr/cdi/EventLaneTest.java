package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-container")
class EventLaneTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> delivered = new ArrayList<>();
    private final EventLane lane = new EventLane("observers of a test", tasks::add);

    @Test
    void allThatWaitsIsDeliveredInOrderByOneTask() {
        add(1);
        add(2);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(delivered).containsExactly(1, 2);
        add(3);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(delivered).containsExactly(1, 2, 3);
    }

    @Test
    void whatDoesNotFitIsLostAndTheRestIsDelivered() {
        for (int i = 0; i < EventLane.CAPACITY + 5; i++) {
            add(i);
        }
        tasks.remove().run();
        assertThat(delivered).hasSize(EventLane.CAPACITY).endsWith(EventLane.CAPACITY - 1);
        add(-1);
        tasks.remove().run();
        assertThat(delivered).endsWith(-1);
    }

    @Test
    void aClosedLaneTakesNothingAndDropsWhatNobodyDelivers() {
        add(1);
        lane.close(Duration.ofMillis(1));
        add(2);
        tasks.remove().run();
        assertThat(delivered).isEmpty();
    }

    @Test
    void anExecutorThatTakesNoTasksHoldsUpNobody() {
        EventLane refused = new EventLane("observers of a test", task -> {
            throw new RejectedExecutionException("ends");
        });
        refused.add(() -> delivered.add(1));
        refused.close(Duration.ofSeconds(20));
        assertThat(delivered).isEmpty();
    }

    private void add(int number) {
        lane.add(() -> delivered.add(number));
    }
}
