package io.procmgr.job;

import java.util.Locale;
import java.util.Optional;

/** The signals that may be sent to a job, with their Linux numbers ({@code man 7 signal}). */
public enum Signal {
    HUP(1),
    INT(2),
    QUIT(3),
    ABRT(6),
    KILL(9),
    USR1(10),
    USR2(12),
    ALRM(14),
    TERM(15),
    CONT(18),
    STOP(19),
    TSTP(20),
    TTIN(21),
    TTOU(22),
    WINCH(28);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** The number on Linux, x86 and ARM. */
    public int number() {
        return number;
    }

    /** Reads {@code TERM}, {@code SIGTERM}, {@code term} or {@code 15}; empty if it names no signal of ours. */
    public static Optional<Signal> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        for (Signal signal : values()) {
            if (signal.name().equals(name) || Integer.toString(signal.number).equals(text)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }
}
