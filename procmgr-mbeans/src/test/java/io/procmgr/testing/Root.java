package io.procmgr.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** For tests of what only root may do. On CI they are not skipped. */
public final class Root {
    private Root() {}

    /** Skips the test without root; fails it on CI. */
    public static void isNeeded() {
        boolean root = isRoot();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(root).as("CI runs as root").isTrue();
        }
        assumeTrue(root, "needs root");
    }

    private static boolean isRoot() {
        try {
            return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t0\t");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
