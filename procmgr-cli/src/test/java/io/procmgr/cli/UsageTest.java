package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says about itself, and to those who mistype it. */
@ExtendWith(LeakCheck.class)
class UsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--nonsense",
                "frobnicate",
                "run",
                "run --nonsense jobs.conf",
                "run --log-level LOUD jobs.conf",
                "run --http somewhere jobs.conf",
                "run --http 127.0.0.1:70000 jobs.conf",
                "run --jmx-host 127.0.0.1 jobs.conf",
                "run --daemon",
                "run --daemon --http somewhere jobs.conf",
                "check",
                "check --nonsense jobs.conf"
            })
    void aWrongCommandLineEndsWithTwoAndShowsTheUsage(String line) throws IOException {
        Command command = Command.run(directory, (Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));

        assertThat(command.exitStatus()).isEqualTo(2);
        assertThat(command.err()).containsAnyOf("Usage: procmgr", "Did you mean: procmgr");
        assertThat(command.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check"})
    void helpListsTheExitStatuses(String subcommand) throws IOException {
        Command command = Command.run(directory, subcommand, "--help");

        assertThat(command.exitStatus()).isZero();
        assertThat(command.out()).startsWith("Usage: procmgr " + subcommand).contains("Exit status:", "0 ", "1 ", "2 ");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void theVersionIsOneLine() throws IOException {
        Command command = Command.run(directory, "--version");

        assertThat(command.exitStatus()).isZero();
        assertThat(command.out()).matches("procmgr \\S+, Java [0-9]+.*\n");
    }

    @Test
    void aWrongCommandLineTouchesNothing() throws IOException {
        Command.run(directory, "run", "--state", directory.resolve("state"), "--nonsense");

        assertThat(Files.exists(directory.resolve("state"))).isFalse();
    }
}
