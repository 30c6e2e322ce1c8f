package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pid file, by itself and as {@code procmgr run --pid-file} has it. */
@ExtendWith(LeakCheck.class)
class PidFileTest {
    private static final String OWN_PID = ProcessHandle.current().pid() + "\n";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("procmgr.pid");
    }

    @Test
    void theFileHoldsThePidAndIsRemovedAtTheEnd() throws IOException {
        try (PidFile written = PidFile.write(file)) {
            assertThat(written).isNotNull();
            assertThat(file).hasContent(OWN_PID);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "4194304\n", "1"})
    void aStaleFileIsReplaced(String content) throws IOException {
        Files.writeString(file, content);

        try (PidFile written = PidFile.write(file)) {
            assertThat(written).isNotNull();
            assertThat(file).hasContent(OWN_PID);
        }
    }

    @Test
    void aHeldFileIsRefusedAndStaysAsItIs() throws IOException {
        try (PidFile held = PidFile.write(file)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> PidFile.write(file))
                    .isInstanceOf(PidFile.HeldException.class)
                    .hasMessage("cannot write pid file " + file + ": another procmgr holds it (pid " + OWN_PID.strip()
                            + ")");
            assertThat(file).hasContent(OWN_PID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"job {\n}\n", "12 34\n", "-1\n"})
    void aFileThatIsNoPidFileIsRefusedAndStaysAsItIs(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> PidFile.write(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else than a pid");
        assertThat(file).hasContent(content);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.createFile(directory.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> PidFile.write(file)).hasMessageContaining("no regular file");
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void aMissingDirectoryIsTold() {
        assertThatThrownBy(() -> PidFile.write(directory.resolve("absent/procmgr.pid")))
                .hasMessageEndingWith("there is no such directory");
    }

    @Test
    void runHoldsItWhileItRunsAndASecondInstanceStartsNothing() throws Exception {
        Path jobs =
                Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.sleeper.command = sleep 1000\n");
        Path state = directory.resolve("state");
        Path other = directory.resolve("other");
        try (Command first =
                Command.startRun(directory, jobs, state, "--pid-file", file).awaitUp()) {
            assertThat(file).hasContent(first.pid() + "\n");

            Command second = Command.run(directory, "run", jobs, "--state", other, "--pid-file", file);
            assertThat(second.exitStatus()).isEqualTo(3);
            assertThat(second.err())
                    .isEqualTo("procmgr: cannot write pid file " + file + ": another procmgr holds it (pid "
                            + first.pid() + ")\n");
            assertThat(other).doesNotExist();
            assertThat(file).hasContent(first.pid() + "\n");

            first.signal("TERM").exitStatus();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aPidFileThatCannotBeWrittenIsToldBeforeAnyJobStarts() throws Exception {
        Path jobs =
                Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.sleeper.command = sleep 1000\n");
        Path state = directory.resolve("state");

        Command run = Command.run(
                directory, "run", jobs, "--state", state, "--pid-file", directory.resolve("absent/procmgr.pid"));

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err()).startsWith("procmgr: cannot write pid file ");
        assertThat(state).doesNotExist();
    }
}
