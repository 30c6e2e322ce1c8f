package io.procmgr.os;

import io.procmgr.supervise.ProcessIdentity;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code /proc}. On a system without one it sees no processes. */
final class ProcScan {
    /** The longest line seen is 350 bytes. */
    private static final int LINE = 1024;

    /** The kernel shows times in hundredths of a second on every architecture that Java knows. */
    private static final long MILLIS_PER_TICK = 10;

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

    /** Which process has that pid now; with ticks of −1 if none has. */
    ProcessIdentity identity(long pid) {
        byte[] line = new byte[LINE];
        try (FileInputStream stat = new FileInputStream(new File(proc, pid + "/stat"))) {
            return new ProcessIdentity(pid, ProcEntry.startTicks(line, Math.max(0, stat.read(line))));
        } catch (IOException e) {
            return new ProcessIdentity(pid, -1);
        }
    }

    /** The process itself, unless it is gone; a zombie is not. */
    Optional<ProcEntry> process(ProcessIdentity identity) {
        return process(identity.pid()).filter(entry -> entry.startTicks() == identity.startTicks());
    }

    /** The raw status of a process that has ended and that nobody has waited for; empty if it may not be told. */
    OptionalInt zombieStatus(ProcessIdentity identity) {
        try (FileInputStream stat = new FileInputStream(new File(proc, identity.pid() + "/stat"))) {
            byte[] buffer = new byte[LINE];
            int length = Math.max(0, stat.read(buffer));
            Optional<ProcEntry> entry = ProcEntry.parse(buffer, length);
            if (entry.isEmpty()
                    || !entry.get().identity().equals(identity)
                    || entry.get().alive()) {
                return OptionalInt.empty();
            }
            String line = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
            int status = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            // to those who may not know the kernel shows 0
            return status != 0 || Privileges.read().mayTrace() ? OptionalInt.of(status) : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Milliseconds since that process was made; 0 if it cannot be told. */
    long ageMillis(ProcessIdentity identity) {
        if (identity.startTicks() < 0) {
            return 0;
        }
        try (FileInputStream uptime = new FileInputStream(new File(proc, "uptime"))) {
            byte[] bytes = uptime.readNBytes(LINE);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
            return Math.max(0, (long) (seconds * 1000) - identity.startTicks() * MILLIS_PER_TICK);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
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
