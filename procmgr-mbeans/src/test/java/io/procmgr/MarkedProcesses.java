package io.procmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The living processes that one supervisor has made, and theirs: found by the variable that they all inherit. */
final class MarkedProcesses {
    private static final String VARIABLE = "PROCMGR_RUN=";
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START_TICKS = 19;

    private final String mark;

    MarkedProcesses(Path stateDirectory) {
        mark = VARIABLE + stateDirectory.toAbsolutePath().normalize() + "/";
    }

    /** One process; the same pid with other ticks is another one. */
    record Found(String job, long run, long pid, long startTicks, boolean main) {}

    /** All of them, by job. Each has lived at some moment of the look, not all at the same. */
    Map<String, List<Found>> byJob() {
        return pids().flatMap(pid -> find(pid).stream())
                .collect(Collectors.groupingBy(Found::job, TreeMap::new, Collectors.toList()));
    }

    /** What lives at the same time and must not: two main processes of one job, or processes of two of its runs. */
    List<String> doubles() {
        List<String> doubles = new ArrayList<>();
        byJob().forEach((job, processes) -> {
            if (areTooMany(processes)) {
                // all have been seen by now: those that still live have lived together
                List<Found> together = processes.stream().filter(alive()).toList();
                if (areTooMany(together)) {
                    doubles.add(job + ": " + together);
                }
            }
        });
        return doubles;
    }

    private static boolean areTooMany(List<Found> processes) {
        long mains = processes.stream().filter(Found::main).count();
        long runs = processes.stream().mapToLong(Found::run).distinct().count();
        return mains > 1 || runs > 1;
    }

    private Predicate<Found> alive() {
        return process -> find(process.pid()).filter(process::equals).isPresent();
    }

    boolean isMarked(long pid) {
        return find(pid).isPresent();
    }

    private Optional<Found> find(long pid) {
        try {
            Optional<String> run = mark(pid);
            if (run.isEmpty()) {
                return Optional.empty();
            }
            String[] stat = stat(pid);
            int slash = run.get().indexOf('/');
            return isDead(stat)
                    ? Optional.empty()
                    : Optional.of(new Found(
                            run.get().substring(0, slash),
                            Long.parseLong(run.get().substring(slash + 1)),
                            pid,
                            Long.parseLong(stat[START_TICKS]),
                            Long.parseLong(stat[SESSION]) == pid));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> mark(long pid) throws IOException {
        String environment = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        return Stream.of(environment.split("\0"))
                .filter(variable -> variable.startsWith(mark))
                .map(variable -> variable.substring(mark.length()))
                .findFirst();
    }

    /** Children of this JVM that have ended and that nobody has waited for. */
    static List<Long> zombies() {
        String self = Long.toString(ProcessHandle.current().pid());
        return pids().filter(pid -> {
                    try {
                        String[] stat = stat(pid);
                        return stat[PARENT].equals(self) && isDead(stat);
                    } catch (IOException e) {
                        return false;
                    }
                })
                .toList();
    }

    private static boolean isDead(String[] stat) {
        return stat[0].equals("Z") || stat[0].equals("X");
    }

    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static Stream<Long> pids() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::parseLong)
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
