package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.job.Execution;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that says that it can take a head away, and then does not. */
class RefusedCollapseTest {
    private static final String TEXT = "line of a log\n".repeat(2_000);

    private final LogStorage refusing = new LogStorage() {
        @Override
        public <T> T as(Execution job, boolean named, Path file, Access<T> access) throws IOException {
            return access.run();
        }

        @Override
        public OptionalLong collapseUnit(Path file) {
            return OptionalLong.of(4_096);
        }

        @Override
        public void collapse(Path file, long inode, long bytes) throws IOException {
            throw new IOException("Invalid argument");
        }

        @Override
        public GrowthWatch watchGrowth() {
            throw new UnsupportedOperationException();
        }
    };

    @TempDir
    Path directory;

    private final List<String> troubles = new ArrayList<>();
    private Path file;
    private LogBook book;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("web.log"), TEXT);
        book = new LogBook(directory.resolve("state"));
    }

    @Test
    void leavesTheLogAsItWas() throws IOException {
        Rotator rotator = new Rotator(refusing, book.states(), () -> 1_000, step -> {});

        assertThatThrownBy(() -> rotator.rotate(book.log(file), Owner.of(file), false))
                .isInstanceOf(CollapseException.class)
                .hasMessageContaining("Invalid argument");
        assertThat(file).hasContent(TEXT);
        assertThat(directory.resolve(".web.log.rotating")).doesNotExist();
        assertThat(book.states().load(file).orElseThrow().rotation()).isEmpty();
    }

    @Test
    void isTakenForOneWhoseFilesCanOnlyBeCopiedAndCut() {
        LogNews news = new LogNews() {
            @Override
            public void trouble(JobName job, String message) {
                troubles.add(message);
            }

            @Override
            public void reopen(JobName job) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void errorLines(JobSpec job, List<String> lines, long omitted) {
                throw new UnsupportedOperationException();
            }
        };
        WatchedLog log = new WatchedLog(book.log(file), Owner.of(file));

        assertThat(new Rotations(book, refusing, news, () -> 1_000).rotate(log, List.of()))
                .isTrue();
        assertThat(log.onlyTruncate).isTrue();
        assertThat(directory.resolve("web.log.1")).hasContent(TEXT);
        assertThat(file).isEmptyFile();
        assertThat(troubles).isEmpty();
    }
}
