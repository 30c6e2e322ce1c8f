package io.procmgr.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a supervisor costs at one moment, by {@code /proc}.
 *
 * @param seconds since the beginning
 * @param memoryMiB its proportional share of memory in RAM (PSS)
 * @param heapMiB what the last collection left of its heap
 * @param descriptors open
 * @param threads of its own
 * @param processes living children
 */
record Sample(double seconds, double memoryMiB, double heapMiB, double descriptors, double threads, double processes) {
    private static final double KIB = 1024;

    static Sample of(long pid, double seconds, long heapBytes) throws IOException {
        Path proc = Path.of("/proc/" + pid);
        return new Sample(
                seconds,
                number(proc.resolve("smaps_rollup"), "Pss:") / KIB,
                heapBytes / KIB / KIB,
                count(proc.resolve("fd")),
                number(proc.resolve("status"), "Threads:"),
                ProcessHandle.of(pid).orElseThrow().children().count());
    }

    private static double number(Path file, String label) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(label))
                .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + label + " in " + file));
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
