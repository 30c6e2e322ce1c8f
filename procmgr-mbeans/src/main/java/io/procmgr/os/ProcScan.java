package io.procmgr.os;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code /proc}. On a system without one it sees no processes. */
final class ProcScan {
    /** The longest line seen is 350 bytes. */
    private static final int LINE = 1024;

    private final File proc;

    ProcScan() {
        this(new File("/proc"));
    }

    ProcScan(File proc) {
        this.proc = proc;
    }

    boolean available() {
        return process("self").isPresent();
    }

    /** All processes. One that ends during the scan may be missing. */
    ProcTable scan() {
        String[] names = proc.list();
        List<ProcEntry> entries = new ArrayList<>();
        byte[] buffer = new byte[LINE];
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                read(name, buffer).ifPresent(entries::add);
            }
        }
        return new ProcTable(entries);
    }

    Optional<ProcEntry> process(long pid) {
        return process(Long.toString(pid));
    }

    /** What a process is at, as a part of a message. */
    String at(long pid) {
        return "pid " + pid
                + process(pid).map(entry -> " is still in " + entry.command()).orElse(" is still at it");
    }

    /** How many descriptors a process has open; empty if it is gone or may not be looked into. */
    OptionalInt openDescriptors(long pid) {
        String[] open = new File(proc, pid + "/fd").list();
        return open == null ? OptionalInt.empty() : OptionalInt.of(open.length);
    }

    /** The supervisor itself. */
    Optional<ProcEntry> self() {
        return process("self");
    }

    /** The calling thread: on Linux each thread has a nice value of its own, and a child takes that of its maker. */
    Optional<ProcEntry> thisThread() {
        return process("thread-self");
    }

    private Optional<ProcEntry> process(String name) {
        return read(name, new byte[LINE]);
    }

    private Optional<ProcEntry> read(String name, byte[] buffer) {
        try (FileInputStream stat = new FileInputStream(new File(proc, name + "/stat"))) {
            return ProcEntry.parse(buffer, Math.max(0, stat.read(buffer)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
