package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at any moment, once or twice. */
@ExtendWith(LeakCheck.class)
class SignalStormTest {
    /** The end of a start depends little on the engine, which gets a few moments if it is not the usual one. */
    private static final int MOMENTS = System.getProperty("procmgr.engine") == null ? 20 : 6;

    private static final int LATEST_MILLIS = 2_000;

    /** The start was interrupted before the JVM could handle signals: 128 + SIGINT. */
    private static final int BEFORE_ANYTHING = 130;

    @TempDir
    private Path directory;

    @Test
    void interruptsAtRandomMomentsLeaveNoChildAndTheNextStartWorksAtOnce() throws IOException, InterruptedException {
        long seed = Long.getLong("procmgr.seed", System.nanoTime());
        System.out.println("SignalStormTest: -Dprocmgr.seed=" + seed);
        Random random = new Random(seed);
        Path config = Files.writeString(
                directory.resolve("jobs.conf"),
                job("plain", "sleep 100") + job("forker", "sleep 100 & exec sleep 100") + job("crasher", "exit 1"));
        Path state = directory.resolve("state");
        for (int i = 0; i < MOMENTS; i++) {
            int moment = random.nextInt(LATEST_MILLIS);
            try (Command command = Command.start(directory, "run", config, "--state", state, "--http", "127.0.0.1:0")) {
                command.endsWithin(moment);
                command.interrupt();
                if (i % 2 == 1) {
                    command.interrupt();
                }
                assertThat(command.exitStatus())
                        .as("interrupted after %d ms, seed %d; stderr: %s", moment, seed, command.err())
                        .isIn(ExitStatus.DONE, BEFORE_ANYTHING);
                assertThat(Command.childrenOf(state))
                        .as("children left, interrupted after %d ms, seed %d", moment, seed)
                        .isEmpty();
            }
        }
        try (Command command = Command.start(directory, "run", config, "--state", state, "--http", "off")) {
            command.awaitUp();
        }
    }

    private static String job(String name, String script) {
        return "job {\n  name " + name + "\n  cmd /bin/sh -c \"" + script + "\"\n}\n";
    }
}
