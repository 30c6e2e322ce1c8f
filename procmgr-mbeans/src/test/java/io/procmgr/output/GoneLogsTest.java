package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoneLogsTest {
    private static final long MONTH = GoneLogs.KEPT.toMillis();
    private static final long NOW = 1_800_000_000_000L;

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        for (String name :
                new String[] {"web.log", "web.times", "old.log", "old.log.bad", "old.times", "old-a.relay"}) {
            Files.createFile(directory.resolve(name));
        }
    }

    /** By a supervisor of its own. */
    private void sweep(long millis, String... owned) throws IOException {
        new GoneLogs(new LogStates(directory)).sweep(Set.of(owned), millis);
    }

    private String[] left() {
        String[] names = directory.toFile().list((where, name) -> !name.equals("gone"));
        Arrays.sort(names);
        return names;
    }

    @Test
    void whatNoJobHadForAMonthIsRemoved() throws IOException {
        sweep(NOW, "web.log", "web.times");
        sweep(NOW + MONTH - 1, "web.log", "web.times");
        assertThat(left()).hasSize(6);

        sweep(NOW + MONTH, "web.log", "web.times");
        assertThat(left()).containsExactly("web.log", "web.times");
    }

    @Test
    void aJobThatIsPutBackBeginsAnew() throws IOException {
        String[] all = {"web.log", "web.times", "old.log", "old.times", "old-a.relay"};
        sweep(NOW, "web.log", "web.times");
        sweep(NOW + MONTH - 1, all);
        sweep(NOW + MONTH, "web.log", "web.times");

        assertThat(left()).hasSize(6);
    }

    @Test
    void withoutADirectoryThereIsNothingToDo() throws IOException {
        Path none = directory.resolve("none");
        new GoneLogs(new LogStates(none)).sweep(Set.of(), NOW);

        assertThat(none).doesNotExist();
    }
}
