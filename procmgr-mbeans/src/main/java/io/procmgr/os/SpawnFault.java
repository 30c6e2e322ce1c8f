package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What it means when the JDK itself cannot start a process. */
final class SpawnFault {
    private SpawnFault() {}

    static LaunchException explain(IOException fault) {
        return new LaunchException(message(fault, Path.of(System.getProperty("java.home"))), fault);
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
