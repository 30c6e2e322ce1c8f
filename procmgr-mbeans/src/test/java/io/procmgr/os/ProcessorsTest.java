package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessorsTest {
    @Test
    void listOfTheKernelIsRead() {
        assertThat(Processors.parse("0")).containsExactly(0);
        assertThat(Processors.parse("0-3,6,8-9")).containsExactly(0, 1, 2, 3, 6, 8, 9);
    }

    @Test
    void absentOnesAreLeftOut() throws LaunchException {
        assertThat(Processors.present(Set.of(0, 4000))).isEqualTo("0");
    }
}
