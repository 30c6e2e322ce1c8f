package io.procmgr.os;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs a command that ends soon, and is no job: nobody restarts it, and what it writes is dropped. */
public final class ShortCommand {
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME");

    private ShortCommand() {}

    /**
     * Runs it in the directory {@code /} and waits until it has ended. It has the given variables and those of the usual ones
     * that this process has; not all, which in a server may hold secrets.
     *
     * @param words program and arguments; no shell is between
     * @param most after so long it is killed, with what it has started
     * @throws IOException if it cannot be started, ends with another status than 0, or takes too long
     */
    public static void run(List<String> words, Map<String, String> variables, Duration most) throws IOException {
        File nothing = new File("/dev/null");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectInput(nothing)
                .redirectOutput(nothing)
                .redirectError(nothing);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(variables);
        Process process = JdkProcesses.start(builder);
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("was killed: it did not end within " + most.toMillis() + " ms");
            }
            if (process.exitValue() != 0) {
                throw new IOException("ended with status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("was interrupted");
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }
}
