package io.procmgr.cli;

import io.procmgr.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the same command once more, in a session of its own and without a terminal, and waits until that one is up or has
 * failed. A JVM cannot fork itself, so there are two for a moment.
 */
final class Daemon {
    private static final long START_SECONDS = 60;
    private static final Path OWN_COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** The pipe is descriptor 3; the log takes all that else would go to the terminal. */
    private static final String BECOME_IT = "log=$1; shift; exec \"$@\" 3>&1 </dev/null >>\"$log\" 2>&1";

    private static final String PIPE = "/proc/self/fd/3";

    private final Path stateDirectory;
    private final Path log;
    private final PrintWriter out;
    private final PrintWriter err;

    Daemon(Path stateDirectory, PrintWriter out, PrintWriter err) {
        this.stateDirectory = stateDirectory.toAbsolutePath().normalize();
        this.log = log(this.stateDirectory);
        this.out = out;
        this.err = err;
    }

    /** Where a daemon with this state directory appends its own log. */
    static Path log(Path stateDirectory) {
        return stateDirectory.resolve("procmgr.log");
    }

    /** Returns the exit status: 0 once it is up, else that of its failed start, whose reason has been told. */
    int start() {
        try {
            StateDirectory.prepare(stateDirectory);
            long before = Files.isRegularFile(log) ? Files.size(log) : 0;
            Process process = new ProcessBuilder(command()).start();
            process.getOutputStream().close();
            return await(process, before);
        } catch (IOException e) {
            err.println("procmgr: cannot start a daemon: " + e.getMessage());
            return ExitStatus.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.FAILED;
        }
    }

    /** What this JVM was started with, for one that tells how it goes. */
    private List<String> command() throws IOException {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new IOException("the system does not tell which Java this is"));
        String[] own = new String(Files.readAllBytes(OWN_COMMAND_LINE), StandardCharsets.UTF_8).split("\0", -1);
        List<String> command =
                new ArrayList<>(List.of("setsid", "/bin/sh", "-c", BECOME_IT, "sh", log.toString(), java));
        command.add("-D" + Readiness.PROPERTY + "=" + PIPE);
        // an empty one stands behind the last NUL
        command.addAll(List.of(own).subList(1, own.length - 1));
        return command;
    }

    private int await(Process process, long before) throws IOException, InterruptedException {
        CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> told(process.getInputStream()));
        String text;
        try {
            text = told.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            err.println("procmgr: pid " + process.pid() + " is not up after " + START_SECONDS
                    + " s, and goes on; its log is " + log);
            return ExitStatus.FAILED;
        } catch (ExecutionException e) {
            throw new IOException("the start cannot be followed", e);
        }
        if (!text.isEmpty() && text.charAt(0) == Readiness.UP) {
            out.println(text.substring(1));
            out.flush();
            return ExitStatus.DONE;
        }
        int status = process.waitFor();
        if (!text.isEmpty()) {
            err.println(text.substring(1));
        } else if (status != ExitStatus.DONE) {
            err.print(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            err.print(written(before));
            err.println("procmgr: cannot start a daemon: exit status " + status + " (log=" + log + ")");
            return ExitStatus.FAILED;
        }
        return status;
    }

    /** What the daemon tells, without its end; empty if it ends without a word. */
    private static String told(InputStream pipe) {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int next = pipe.read();
            while (next > Readiness.END) {
                text.write(next);
                next = pipe.read();
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** What has come to the log since the start. */
    private String written(long before) throws IOException {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(before);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
