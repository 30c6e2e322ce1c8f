package io.procmgr.os;

import io.procmgr.supervise.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One process as {@code /proc/PID/stat} shows it ({@code man 5 proc}).
 *
 * @param command file name of its program, at most 15 bytes
 * @param state letter of its main thread: R, S, D, T, Z, X …
 * @param cpuTicks user and system time
 * @param startTicks when it began, in ticks since boot: with the pid it is an identity
 */
record ProcEntry(
        long pid,
        String command,
        char state,
        long parent,
        long group,
        long session,
        long cpuTicks,
        int nice,
        int threads,
        long startTicks,
        long residentPages) {

    private static final int START_TICKS = 22;

    /** Reads the line; empty if it is not one. The command may itself contain blanks and parentheses. */
    static Optional<ProcEntry> parse(byte[] bytes, int length) {
        String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open || close + 2 > line.length()) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 2).stripTrailing().split(" ");
        if (fields.length < 22) {
            return Optional.empty();
        }
        return Optional.of(new ProcEntry(
                Long.parseLong(line.substring(0, open - 1)),
                line.substring(open + 1, close),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                Integer.parseInt(fields[16]),
                Integer.parseInt(fields[17]),
                Long.parseLong(fields[19]),
                Long.parseLong(fields[21])));
    }

    /** Field 22 of the line alone, for those who want no more; −1 if it is not there. */
    static long startTicks(byte[] bytes, int length) {
        int at = length - 1;
        while (at >= 0 && bytes[at] != ')') {
            at--;
        }
        // field 2 ends there
        for (int field = 2; field < START_TICKS && at >= 0 && at < length; field++) {
            at++;
            while (at < length && bytes[at] != ' ') {
                at++;
            }
        }
        long ticks = at < 0 || at + 1 >= length ? -1 : 0;
        for (int i = at + 1; ticks >= 0 && i < length && bytes[i] != ' '; i++) {
            ticks = bytes[i] >= '0' && bytes[i] <= '9' ? 10 * ticks + bytes[i] - '0' : -1;
        }
        return ticks;
    }

    ProcessIdentity identity() {
        return new ProcessIdentity(pid, startTicks);
    }

    /** Not a zombie; one whose main thread has left by {@code pthread_exit} while others run is alive. */
    boolean alive() {
        return state != 'X' && state != 'x' && (state != 'Z' || threads > 1);
    }
}
