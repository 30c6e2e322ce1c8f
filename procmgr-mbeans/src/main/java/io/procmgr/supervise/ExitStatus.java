package io.procmgr.supervise;

import java.util.OptionalInt;

/**
 * How a process ended: by an exit code, by a signal, or in a way that is not known (an adopted process).
 *
 * @param code 0 to 255
 * @param signal number of the signal that ended it
 */
public record ExitStatus(OptionalInt code, OptionalInt signal) {
    public static final ExitStatus UNKNOWN = new ExitStatus(OptionalInt.empty(), OptionalInt.empty());

    public ExitStatus {
        if (code.isPresent() && signal.isPresent()) {
            throw new IllegalArgumentException("a process ends by a code or by a signal");
        }
    }

    public static ExitStatus exited(int code) {
        return new ExitStatus(OptionalInt.of(code), OptionalInt.empty());
    }

    public static ExitStatus signalled(int signal) {
        return new ExitStatus(OptionalInt.empty(), OptionalInt.of(signal));
    }

    /** {@code exit status 1}, {@code signal 9} or {@code exit status not known}. */
    @Override
    public String toString() {
        if (code.isPresent()) {
            return "exit status " + code.getAsInt();
        }
        return signal.isPresent() ? "signal " + signal.getAsInt() : "exit status not known";
    }
}
