package io.procmgr.supervise;

import java.util.Objects;

/**
 * A living process that carries a run mark in its environment.
 *
 * @param mark what follows {@code PROCMGR_RUN=}: state id, job and run
 * @param identity which process
 * @param session number of its session, which is the pid of the process that began it
 * @param ofSameUser whether it belongs to the supervisor's own user; the mark of another one's process may be forged
 */
public record MarkedProcess(String mark, ProcessIdentity identity, long session, boolean ofSameUser) {
    public MarkedProcess {
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(identity, "identity");
    }

    /** Whether it leads its session, as each process does that a supervisor makes. */
    public boolean leads() {
        return session == identity.pid();
    }
}
