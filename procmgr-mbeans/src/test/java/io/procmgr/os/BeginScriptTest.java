package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script under the shells that {@code /bin/sh} is on common systems. */
class BeginScriptTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox"})
    void programBeginsAfterTheMark(String shell) throws IOException, InterruptedException {
        ChainReport report =
                run(shell, directory + "/err", "/bin/sh", "-c", "umask; echo \"$1\"; echo e >&2", "x", "a b");

        assertThat(report).isEqualTo(ChainReport.parse(new byte[] {BeginScript.BEGUN}));
        assertThat(directory.resolve("out")).hasContent("0027\na b\n");
        assertThat(directory.resolve("err")).hasContent("e\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox"})
    void fileThatCannotBeOpenedIsAFailure(String shell) throws IOException, InterruptedException {
        ChainReport report = run(shell, "/no/such/err", "/bin/true");

        assertThat(report.begun()).isFalse();
        assertThat(report.before().orElseThrow()).contains("/no/such/err");
    }

    private ChainReport run(String shell, String error, String... command) throws IOException, InterruptedException {
        Path path = Tools.ofSystem().find(shell).map(Path::of).orElse(directory);
        assumeTrue(Files.isRegularFile(path), "needs " + shell);
        Path sh = Files.createSymbolicLink(directory.resolve("sh"), path);
        List<String> words = new ArrayList<>(BeginScript.words(sh.toString()));
        words.addAll(List.of("/dev/null", directory + "/out", error, "26", "27", "100", "", command[0]));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream pipe = process.getErrorStream()) {
            ChainReport report = ChainReport.parse(pipe.readAllBytes());
            process.waitFor();
            return report;
        } finally {
            Files.delete(sh);
        }
    }
}
