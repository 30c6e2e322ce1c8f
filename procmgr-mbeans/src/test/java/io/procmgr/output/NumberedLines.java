package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A program that writes numbered lines as fast as it can, and what became of its lines. */
public final class NumberedLines {
    private static final String TEXT = " the quick brown fox jumps over the lazy dog";

    private NumberedLines() {}

    /** The program's words. */
    public static List<String> command(long last) {
        return command(1, last);
    }

    private static List<String> command(long first, long last) {
        return List.of(
                "awk", "BEGIN { for (i = " + first + "; i <= " + last + "; i++) printf \"%d" + TEXT + "\\n\", i }");
    }

    /** Appends the lines from 1 to {@code last} to a file. */
    public static Process write(Path file, long last) throws IOException {
        return write(file, 1, last);
    }

    /** Appends the lines from one to another. */
    static Process write(Path file, long first, long last) throws IOException {
        return new ProcessBuilder(command(first, last))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static String line(long number) {
        return number + TEXT;
    }

    /** The archives, oldest first, and the live file. */
    static List<Path> files(Path log) throws IOException {
        ArchiveFiles archives = new ArchiveFiles(log);
        List<Path> files = new ArrayList<>();
        for (int number = ArchiveFiles.MOST; number >= 1; number--) {
            if (Files.exists(archives.plain(number))) {
                files.add(archives.plain(number));
            } else if (Files.exists(archives.zipped(number))) {
                files.add(archives.zipped(number));
            }
        }
        files.add(log);
        return files;
    }

    /** All lines are there, once, whole and in their order. */
    public static void assertComplete(Path log, long last) throws IOException {
        assertThat(complete(log, last)).isEqualTo(last);
    }

    private static long complete(Path log, long last) throws IOException {
        long next = 1;
        for (Path file : files(log)) {
            try (BufferedReader reader = reader(file)) {
                boolean first = file.equals(log);
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    boolean marker = first && line.isBlank();
                    first = false;
                    if (!marker) {
                        assertThat(line).as("in %s", file).isEqualTo(line(next));
                        next++;
                    }
                }
            }
        }
        return next - 1;
    }

    /** How many of the lines are missing; those that are there come once and in their order, if perhaps cut. */
    public static long missing(Path log, long last) throws IOException {
        long seen = 0;
        long highest = 0;
        for (Path file : files(log)) {
            try (BufferedReader reader = reader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int blank = line.indexOf(' ');
                    if (blank > 0 && line.equals(line.substring(0, blank) + TEXT)) {
                        long number = Long.parseLong(line.substring(0, blank));
                        if (number > highest && number <= last) {
                            highest = number;
                            seen++;
                        }
                    }
                }
            }
        }
        return last - seen;
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }
}
