package io.procmgr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A supervisor in a JVM of its own, for what children inherit from it and for its violent death. */
final class SupervisorMain {
    private SupervisorMain() {}

    /**
     * Arguments: the file that defines the jobs, the state directory, and perhaps the point at which it dies. Ends in good
     * order with its standard input.
     */
    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(List.of(Path.of(arguments[0])), Path.of(arguments[1]));
        FailPoint point = arguments.length > 2 ? FailPoint.parse(arguments[2]) : FailPoint.NONE;
        try (ProcMgr procMgr = ProcMgr.start(settings, point::in, point::in)) {
            System.out.println(procMgr.supervisor().statuses().size() + " jobs");
            while (System.in.read() >= 0) {
                System.out.println("lives");
            }
        }
    }
}
