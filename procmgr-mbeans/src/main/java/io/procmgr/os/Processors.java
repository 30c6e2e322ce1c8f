package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The processors that this system has. */
final class Processors {
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

    private Processors() {}

    /** Those of the wanted ones that exist, as {@code taskset -c} takes them. */
    static String present(Set<Integer> wanted) throws LaunchException {
        SortedSet<Integer> present = online();
        String list = wanted.stream()
                .filter(present::contains)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        if (list.isEmpty()) {
            throw new LaunchException(
                    "cannot set cpus: none of them is present (cpus=" + wanted + ", present=" + present + ")");
        }
        return list;
    }

    private static SortedSet<Integer> online() {
        try {
            return parse(Files.readString(ONLINE).strip());
        } catch (IOException e) {
            return parse("0-" + (Runtime.getRuntime().availableProcessors() - 1));
        }
    }

    /** Reads a list such as {@code 0-3,6}. */
    static SortedSet<Integer> parse(String list) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return numbers;
    }
}
