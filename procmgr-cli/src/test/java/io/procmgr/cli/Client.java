package io.procmgr.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a client command came to.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it complained of
 */
record Client(int status, String out, String err) {
    /** Runs it in this JVM. */
    static Client run(Object... words) {
        List<String> line = Stream.of(words).map(Object::toString).toList();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine(line.isEmpty() ? "" : line.get(0))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        return new Client(status, out.toString(), err.toString());
    }

    /** Runs it with the supervisor of this state directory. */
    static Client at(Path state, Object... words) {
        List<Object> line = new ArrayList<>(List.of(words));
        line.add(1, "--state");
        line.add(2, state);
        return run(line.toArray());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
