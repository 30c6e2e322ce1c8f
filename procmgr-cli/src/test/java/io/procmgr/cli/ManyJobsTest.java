package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A thousand jobs, none of which runs. */
@ExtendWith(LeakCheck.class)
class ManyJobsTest {
    private static final int JOBS = 1_000;

    @TempDir
    private Path directory;

    @Test
    void aThousandJobsAreShownAndCommandedAsOneIs() throws Exception {
        Path state = directory.resolve("state");
        StringBuilder text = new StringBuilder("procmgr.defaults.autostart = false\n");
        for (int i = 0; i < JOBS; i++) {
            text.append("procmgr.jobs.job-").append(i).append(".command = sleep 1000\n");
        }
        Path file = Files.writeString(directory.resolve("jobs.properties"), text);
        try (Supervised supervised = Supervised.start(state, file)) {
            assertThat(Client.at(state, "status").lines()).hasSize(JOBS + 1);
            assertThat(Client.at(state, "disable", "--all").lines())
                    .hasSize(JOBS)
                    .allSatisfy(line -> assertThat(line).endsWith(": DISABLED"));
            assertThat(Client.at(state, "enable", "job-9*").lines()).hasSize(111);
            assertThat(supervised.has("job-999")).isTrue();
        }
    }
}
