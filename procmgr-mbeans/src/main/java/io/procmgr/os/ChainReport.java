package io.procmgr.os;

import io.procmgr.supervise.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * What the wrappers and the script wrote until the job's program began, or until one of them failed.
 *
 * @param begun whether the program began
 * @param before last line written by a wrapper or by the script while it opened the files
 * @param after last line written by the script after all that, when even its last step failed
 */
record ChainReport(boolean begun, Optional<String> before, Optional<String> after) {

    static ChainReport parse(byte[] written) {
        String text = new String(written, StandardCharsets.UTF_8);
        int mark = text.lastIndexOf((char) BeginScript.BEGUN);
        String after = mark < 0 ? "" : text.substring(mark + 1);
        return new ChainReport(
                mark >= 0 && after.isBlank(), lastLine(mark < 0 ? text : text.substring(0, mark)), lastLine(after));
    }

    /**
     * Why the program did not begin: which step failed, and how.
     *
     * @param directory in which a shell names relative files as they were written
     */
    String failure(String program, ExitStatus status, Path directory) {
        return failure(program, status)
                .replaceFirst("^(cannot (?:open|create)) (?!/)", "$1 " + Matcher.quoteReplacement(directory + "/"));
    }

    private String failure(String program, ExitStatus status) {
        if (after.isPresent()) {
            return explain(after.get());
        }
        if (before.isPresent()) {
            return explain(before.get());
        }
        if (status.signal().isPresent()) {
            return "cannot run " + program + ": " + status + " before it began";
        }
        return "cannot run " + program
                + (status.equals(ExitStatus.exited(127))
                        ? ": it, or the interpreter that its first line names, was not found"
                        : ": the system refused it (" + status + ")");
    }

    /** {@code /usr/bin/taskset: failed to …} and {@code sh: 1: cannot create …}, as one of our own messages. */
    private static String explain(String line) {
        if (line.startsWith("cannot ")) {
            return line;
        }
        int colon = line.indexOf(": ");
        String rest = colon < 0 ? line : line.substring(colon + 2);
        String tool = colon < 0 ? "" : line.substring(line.lastIndexOf('/', colon) + 1, colon);
        return switch (tool) {
            case "nice" -> "cannot set nice: " + rest;
            case "taskset" -> "cannot set cpus: " + rest;
            case "prlimit" -> "cannot set a limit: " + rest;
            case "setpriv" -> "cannot become the user: " + rest;
            case "setsid" -> "cannot begin a session: " + rest;
            case "sh" -> shell(rest);
            default -> "cannot begin: " + line;
        };
    }

    private static String shell(String rest) {
        String message = rest.replaceFirst("^(line )?[0-9]+: ", "");
        return message.startsWith("cannot ") ? message : "cannot begin: " + message;
    }

    private static Optional<String> lastLine(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("exit "))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }
}
