package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** For tests of what only root may do. On CI they are not skipped. */
final class Root {
    private Root() {}

    static void isNeeded() {
        boolean root =
                new ProcessFacts(ProcessHandle.current().pid()).status("Uid").startsWith("0 0");
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(root).as("CI runs as root").isTrue();
        }
        assumeTrue(root, "needs root");
    }
}
