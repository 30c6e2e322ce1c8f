package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.os.linux.Errno;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What it means when no process can be started. */
final class SpawnFault {
    private SpawnFault() {}

    static LaunchException explain(IOException fault) {
        return new LaunchException(message(fault, Path.of(System.getProperty("java.home"))), fault);
    }

    /** Why {@code posix_spawn} made no process; the file that is to blame is looked for only now. */
    static LaunchException explain(ErrnoException fault, LaunchRequest request, String path) throws LaunchException {
        Execution execution = request.execution();
        String program = execution.command().get(0);
        if (fault.is(Errno.EAGAIN)) {
            return new LaunchException(
                    "cannot start a process: the system allows no more of them (" + fault.getMessage() + ")", fault);
        }
        if (fault.is(Errno.ENOMEM)) {
            return new LaunchException("cannot start a process: not enough memory (" + fault.getMessage() + ")", fault);
        }
        if (fault.is(Errno.E2BIG)) {
            return new LaunchException(
                    "cannot start a process: its arguments and environment are too long (" + fault.getMessage() + ")",
                    fault);
        }
        Preflight.directory(request.directory());
        if (!execution.shell()) {
            Preflight.program(execution, request.directory(), path);
        }
        return new LaunchException(
                "cannot run " + program
                        + (fault.is(Errno.ENOENT)
                                ? ": it, or the interpreter that its first line names, was not found"
                                : ": the system refused it (" + fault.getMessage() + ")"),
                fault);
    }

    static String message(IOException fault, Path javaHome) {
        String text =
                Optional.ofNullable(fault.getCause()).map(Throwable::getMessage).orElse(fault.getMessage());
        // a running JVM starts each child by way of a helper in its own, perhaps replaced, directory
        if (text.contains("spawn helper") || !Files.exists(javaHome.resolve("lib/jspawnhelper"))) {
            return "cannot start a process: the JDK was replaced: restart the JVM (java.home=" + javaHome + ")";
        }
        if (isError(text, 11)) {
            return "cannot start a process: the system allows no more of them (" + text + ")";
        }
        if (isError(text, 12)) {
            return "cannot start a process: not enough memory (" + text + ")";
        }
        if (isError(text, 7)) {
            return "cannot start a process: its arguments and environment are too long (" + text + ")";
        }
        return "cannot start a process: " + text;
    }

    /** {@code error=7, …} or, in newer JDKs, {@code error: 7 (…)}. */
    private static boolean isError(String text, int number) {
        return text.contains("error=" + number + ",") || text.contains("error: " + number + " ");
    }
}
