package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a user types at a prompt. */
final class Shell {
    private Shell() {}

    /** Runs the line by {@code sh}; says whether it has succeeded. */
    static boolean succeeds(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line + " >/dev/null 2>&1").start();
        process.getOutputStream().close();
        return process.waitFor() == 0;
    }

    /** Runs the line by {@code sh} and gives what it printed; it has to succeed. */
    static String outputOf(String line) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, output).isZero();
        return output;
    }
}
