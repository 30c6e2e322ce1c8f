package io.procmgr.os;

import io.procmgr.supervise.Launcher.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** FIFOs made by {@code mkfifo}, and written to by GNU's {@code dd}: Java has no open that does not wait. */
final class ToolPipes {
    private static final String NO_WAITING = "oflag=nonblock";
    private static final long ANSWER_SECONDS = 10;

    private final Tools tools;

    ToolPipes(Tools tools) {
        this.tools = tools;
    }

    /** By what means, for operators. */
    static String means(Tools tools) throws InterruptedException {
        if (tools.find("mkfifo").isEmpty()) {
            return "none: no mkfifo, so a job with stdin=pipe is not launched";
        }
        return tools.works("dd", "if=/dev/null", "of=/dev/null", NO_WAITING, "status=none")
                ? "mkfifo, and dd " + NO_WAITING
                : "none: no dd that knows " + NO_WAITING + ", so writeLine is refused";
    }

    void make(Path pipe) throws IOException, LaunchException {
        tools.require("mkfifo", "make the pipe " + pipe);
        try {
            if (tools.ask("mkfifo", "-m", "600", "--", pipe.toString()).isEmpty()) {
                throw new IOException("mkfifo failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Written write(Path pipe, byte[] bytes) throws IOException, InterruptedException {
        String dd = tools.find("dd").orElseThrow(() -> new IOException("this system has no dd"));
        ProcessBuilder builder = new ProcessBuilder(
                dd,
                "of=" + pipe,
                NO_WAITING,
                "conv=notrunc,nocreat",
                "bs=" + bytes.length,
                "count=1",
                "iflag=fullblock",
                "status=none");
        builder.environment().put("LC_ALL", "C");
        Process process = JdkProcesses.start(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD));
        try {
            give(process, bytes);
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("dd does not end");
            }
            return process.exitValue() == 0 ? Written.ALL : judge(process);
        } finally {
            process.destroyForcibly();
            process.getErrorStream().close();
        }
    }

    /** A dd that could not open the pipe may be gone before it has read anything. */
    private static void give(Process process, byte[] bytes) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(bytes);
        } catch (IOException e) {
            // its exit status tells
            return;
        }
    }

    private static Written judge(Process process) throws IOException {
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (said.contains("No such device or address") || said.contains("No such file")) {
            return Written.NO_READER;
        }
        if (said.contains("temporarily unavailable")) {
            return Written.NO_ROOM;
        }
        throw new IOException(said.isEmpty() ? "dd failed, exit status " + process.exitValue() : said);
    }
}
