package io.procmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the kernel says of a process ({@code man 5 proc}), as long as it lives.
 *
 * @param pid which process
 */
record ProcessFacts(long pid) {
    private static final long OF_THE_LIBRARY = 0x1_8000_0000L;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int NICE = 16;

    boolean alive() {
        return Files.exists(directory().resolve("stat")) && !stat(0).equals("Z");
    }

    /** Value of a line of {@code status}, such as {@code SigBlk}. */
    String status(String key) {
        return text("status")
                .lines()
                .filter(line -> line.startsWith(key + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key))
                .substring(key.length() + 1)
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Set of signals in {@code status}, without those two that the C library keeps for itself. */
    long signals(String key) {
        return Long.parseLong(status(key), 16) & ~OF_THE_LIBRARY;
    }

    long group() {
        return Long.parseLong(stat(GROUP));
    }

    long session() {
        return Long.parseLong(stat(SESSION));
    }

    int nice() {
        return Integer.parseInt(stat(NICE));
    }

    /** Soft and hard limit, as in {@code 100 100}. */
    String limit(String name) {
        return text("limits")
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name))
                .substring(name.length())
                .strip()
                .replaceAll("(\\S+)\\s+(\\S+).*", "$1 $2");
    }

    List<String> environment() {
        return List.of(text("environ").split("\0"));
    }

    Path directoryItRunsIn() {
        return link("cwd");
    }

    /** The open file behind a descriptor. */
    Path open(int descriptor) {
        return link("fd/" + descriptor);
    }

    List<String> descriptors() {
        try (Stream<Path> open = Files.list(directory().resolve("fd"))) {
            return open.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has these open and no others: while a program is loaded, its loader has a file open. */
    void awaitDescriptors(String... numbers) {
        RunningSupervisor.until(() -> descriptors().equals(List.of(numbers)));
    }

    /** Fields of {@code stat} behind the command, from 0. */
    private String stat(int field) {
        String stat = text("stat");
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field];
    }

    private Path link(String name) {
        try {
            return Files.readSymbolicLink(directory().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String name) {
        try {
            return new String(Files.readAllBytes(directory().resolve(name)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path directory() {
        return Path.of("/proc", Long.toString(pid));
    }
}
