package io.procmgr.cli;

import static io.procmgr.supervise.JobState.FAILED;
import static io.procmgr.supervise.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateCountsTest {
    @Test
    void statesThatAJobIsInAreCounted() {
        assertThat(StateCounts.of(List.of(RUNNING, FAILED, RUNNING))).hasToString("3 jobs: 2 running, 1 failed");
        assertThat(StateCounts.of(List.of(RUNNING))).hasToString("1 job: 1 running");
        assertThat(StateCounts.of(List.of())).hasToString("0 jobs");
    }
}
