package io.procmgr.jmx;

import java.util.Objects;

/**
 * Who calls an operation, for the audit line.
 *
 * @param who the user or role
 * @param from the address, or the kind of connection
 */
public record Caller(String who, String from) {
    public Caller {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(from, "from");
    }

    @Override
    public String toString() {
        return who + " from " + from;
    }
}
