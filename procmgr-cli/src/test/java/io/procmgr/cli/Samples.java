package io.procmgr.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The samples of a run, in the order in which they were taken. */
final class Samples {
    private static final int FIFTHS = 5;

    private static final Map<String, ToDoubleFunction<Sample>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("memory (PSS), MiB", Sample::memoryMiB);
        COLUMNS.put("heap after collection, MiB", Sample::heapMiB);
        COLUMNS.put("descriptors", Sample::descriptors);
        COLUMNS.put("threads", Sample::threads);
        COLUMNS.put("living processes", Sample::processes);
    }

    private final List<Sample> all = new ArrayList<>();

    void add(Sample sample) {
        all.add(sample);
    }

    /** The middle value in one of the five fifths, from 0. */
    double median(int fifth, ToDoubleFunction<Sample> column) {
        double[] sorted = all.subList(fifth * all.size() / FIFTHS, (fifth + 1) * all.size() / FIFTHS).stream()
                .mapToDouble(column)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** From the second fifth to the last. */
    double growth(ToDoubleFunction<Sample> column) {
        return median(FIFTHS - 1, column) - median(1, column);
    }

    String summary() {
        return COLUMNS.entrySet().stream()
                .map(column -> String.format(
                        Locale.ROOT,
                        "%s %.1f → %.1f",
                        column.getKey(),
                        median(1, column.getValue()),
                        median(FIFTHS - 1, column.getValue())))
                .collect(Collectors.joining("; "));
    }

    String csv() {
        StringBuilder text = new StringBuilder("seconds,memory_mib,heap_mib,descriptors,threads,processes\n");
        for (Sample sample : all) {
            text.append(String.format(Locale.ROOT, "%.1f", sample.seconds()));
            COLUMNS.values()
                    .forEach(column -> text.append(String.format(Locale.ROOT, ",%.1f", column.applyAsDouble(sample))));
            text.append('\n');
        }
        return text.toString();
    }

    String svg(String title) {
        double[] seconds = all.stream().mapToDouble(Sample::seconds).toArray();
        Plot plot = new Plot(title, seconds);
        COLUMNS.forEach((name, column) ->
                plot.panel(name, all.stream().mapToDouble(column).toArray()));
        return plot.svg();
    }
}
