package io.procmgr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Jobs defined at random: some stay, some end, some leave children behind, some do not listen; and what they may be given. */
final class RandomJobs {
    private static final String DEFAULTS = """
            procmgr.defaults.backoff.initial=20ms
            procmgr.defaults.backoff.max=1s
            procmgr.defaults.backoff.reset-after=2s
            procmgr.defaults.start-seconds=30ms
            procmgr.defaults.stop.timeout=150ms
            """;

    private static final String STAYS = "exec sleep 1000";

    /** Texts for the shell; those that end by themselves or go on for ever in turn. */
    private static final List<String> PROGRAMS = List.of(
            STAYS,
            STAYS,
            "sleep 1000 & sleep 1000 & wait",
            "while :; do echo line; sleep 0.2; done",
            "trap '' TERM; while :; do sleep 1000; done",
            "exec perl -e 'if (!fork) { setpgrp; exec qw(sleep 1000) } exec qw(sleep 1000)'",
            "exec perl -e 'if (!fork) { setpgrp; $SIG{TERM} = q(IGNORE); exec qw(sleep 1000) } exec qw(sleep 1000)'",
            "exit 0",
            "exit 3",
            "exit 33",
            "sleep 0.05; kill -9 $$",
            "sleep 1000 & exit 1",
            "exec perl -e 'if (!fork) { setpgrp; $SIG{TERM} = q(IGNORE); exec qw(sleep 1000) } exit 1'");

    private static final int STAYING = 7;

    /** Lines that any of these jobs may have. */
    private static final List<String> OPTIONS = List.of(
            "nice=5",
            "limit.nofile=100",
            "umask=077",
            "cpus=0",
            "log.file=none",
            "log.error-file=WORK/errors",
            "log.file=WORK/fifo",
            "stdin=WORK/fifo",
            "directory=WORK",
            "env.MORE=some",
            "watch=WORK/watched",
            "bounce-every=300ms",
            "stop.signal=INT",
            "stop.timeout=0s",
            "reload.signal=CONT",
            "order=1",
            "max-failures=3",
            "autostart=false",
            "enabled=false",
            "restart=on-failure",
            "restart=once",
            "directory=WORK/missing");

    private final Random random;
    private final String work;
    private final Map<String, String> defined = new LinkedHashMap<>();
    private int changes;

    /**
     * Nothing is defined yet.
     *
     * @param work the directory that the jobs know
     */
    RandomJobs(Random random, String work) {
        this.random = random;
        this.work = work;
    }

    Set<String> names() {
        return defined.keySet();
    }

    /** Defines the job at random, whether it was defined or not. */
    void define(String name) {
        List<String> lines = new ArrayList<>(List.of(
                "shell=true",
                "command=" + PROGRAMS.get(random.nextInt(PROGRAMS.size())),
                // what differs in this takes a new process
                "env.CHANGE=" + ++changes));
        for (int option = random.nextInt(4); option > 0; option--) {
            String line = OPTIONS.get(random.nextInt(OPTIONS.size())).replace("WORK", work);
            String key = line.substring(0, line.indexOf('=') + 1);
            if (lines.stream().noneMatch(other -> other.startsWith(key))) {
                lines.add(line);
            }
        }
        if (lines.contains("restart=once")) {
            lines.removeIf(line -> line.startsWith("max-failures"));
        }
        define(name, lines);
    }

    /** Defines the job as one that runs until it is stopped. */
    void defineStaying(String name) {
        define(
                name,
                List.of(
                        "shell=true",
                        "command=" + PROGRAMS.get(random.nextInt(STAYING)),
                        "env.CHANGE=" + ++changes,
                        "autostart=false"));
    }

    private void define(String name, List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("procmgr.jobs.")
                .append(name)
                .append('.')
                .append(line)
                .append('\n'));
        defined.put(name, text.toString());
    }

    void remove(String name) {
        defined.remove(name);
    }

    /** The file that defines them. */
    String text() {
        return DEFAULTS + String.join("", defined.values());
    }
}
