package io.procmgr.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLinesTest {
    private final RecentLines lines = new RecentLines();

    @Test
    void theLastThousandAreKeptOldestFirst() {
        assertThat(lines.last(10)).isEmpty();
        for (int i = 1; i <= 1_500; i++) {
            lines.add("line " + i);
        }

        assertThat(lines.last(2)).containsExactly("line 1499", "line 1500");
        assertThat(lines.last(5_000)).hasSize(1_000).startsWith("line 501");
    }

    @Test
    void aLineWithoutEndIsCut() {
        lines.add("x".repeat(1_000_000));

        assertThat(lines.last(1).get(0)).hasSize(2_001).endsWith("x…");
    }
}
