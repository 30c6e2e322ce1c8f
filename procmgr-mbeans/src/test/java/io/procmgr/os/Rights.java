package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a test needs of the machine that it runs on. On CI nothing is skipped. */
final class Rights {
    private Rights() {}

    static void needRoot() {
        need(Privileges.read().uid() == 0, "root");
    }

    static void need(boolean given, String what) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(given).as("CI gives " + what).isTrue();
        }
        assumeTrue(given, "needs " + what);
    }
}
