package io.procmgr.jmx;

import java.util.Objects;
import java.util.Optional;

/**
 * Carries the caller of the current request past the MBean server, which has no place for it. A door sets it around a
 * request, on the thread that serves it; the MBeans read it. One instance is shared by a supervisor's doors and MBeans.
 */
public final class Callers {
    private final ThreadLocal<Caller> current = new ThreadLocal<>();

    /** Says that the calling thread works for {@code caller} until it calls {@link #leave}. */
    public void enter(Caller caller) {
        current.set(Objects.requireNonNull(caller, "caller"));
    }

    /** Says that the calling thread works for nobody any more. */
    public void leave() {
        current.remove();
    }

    /** Whom the calling thread works for; empty if the call came by no door of ours. */
    public Optional<Caller> current() {
        return Optional.ofNullable(current.get());
    }
}
