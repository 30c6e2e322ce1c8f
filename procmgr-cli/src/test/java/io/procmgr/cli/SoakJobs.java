package io.procmgr.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Jobs that write a line now and then, and end by chance in all ways; which of them are defined, and how, changes. */
final class SoakJobs {
    /** Ends after 20 s on average. */
    private static final String PROGRAM = """
            $| = 1; my $end = time + rand 40;
            for (my $line = 1; time < $end; $line++) { print "line $line of a job that has little to say\\n"; sleep 1 }
            kill KILL => $$ if rand() < 0.3;
            exit int rand 3;
            """.replace("\n", " ").replace("\\", "\\\\");

    private static final String DEFAULTS = """
            procmgr.defaults.backoff.initial=100ms
            procmgr.defaults.backoff.max=2s
            procmgr.defaults.backoff.reset-after=5s
            procmgr.defaults.start-seconds=200ms
            """;

    private static final int MOST_CHANGED = 10;

    private final Random random;
    private final List<String> names;
    private final Map<String, String> defined = new LinkedHashMap<>();
    private int changes;

    SoakJobs(Random random, int count) {
        this.random = random;
        this.names =
                IntStream.range(0, count).mapToObj(number -> "job" + number).toList();
        names.forEach(this::define);
    }

    /** One of the names, defined or not. */
    String any() {
        return names.get(random.nextInt(names.size()));
    }

    /** Puts all back that were removed; defines some anew, and removes some. */
    void change() {
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(defined.keySet());
        missing.forEach(this::define);
        for (int i = random.nextInt(MOST_CHANGED); i >= 0; i--) {
            if (random.nextInt(4) == 0) {
                defined.remove(any());
            } else {
                define(any());
            }
        }
    }

    private void define(String name) {
        String key = "procmgr.jobs." + name + ".";
        defined.put(
                name,
                key + "shell=true\n" + key + "command=exec perl -e '" + PROGRAM + "'\n" + key + "env.CHANGE="
                        + ++changes + "\n");
    }

    String text() {
        return DEFAULTS + String.join("", defined.values());
    }
}
