package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr alert test}. */
@ExtendWith(LeakCheck.class)
class AlertCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aChannelIsTriedAndTheExitStatusSaysHowThatWent() throws Exception {
        Path told = directory.resolve("told");
        Path config = Files.writeString(
                directory.resolve("jobs.properties"),
                "procmgr.alerts.good.type = command\n"
                        + "procmgr.alerts.good.command = touch '" + told + "'\n"
                        + "procmgr.alerts.bad.type = command\n"
                        + "procmgr.alerts.bad.command = sh -c 'exit 7'\n"
                        + "procmgr.jobs.idle.command = true\n"
                        + "procmgr.jobs.idle.autostart = false\n");
        Path state = directory.resolve("state");
        try (Supervised supervised = Supervised.start(state, config)) {
            Client good = Client.at(state, "alert", "test", "good");
            assertThat(good.out()).startsWith("sent a test by alert channel good (command");
            assertThat(good.status()).isZero();
            assertThat(told).exists();

            Client bad = Client.at(state, "alert", "test", "bad");
            assertThat(bad.status()).isEqualTo(1);
            assertThat(bad.err()).contains("ended with status 7");

            Client none = Client.at(state, "alert", "test", "goood");
            assertThat(none.status()).isEqualTo(1);
            assertThat(none.err()).contains("no such alert channel");
            assertThat(supervised.job("idle").pid()).isEmpty();
        }
    }
}
