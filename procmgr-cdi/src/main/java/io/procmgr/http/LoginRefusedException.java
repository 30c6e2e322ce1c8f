package io.procmgr.http;

import java.time.Duration;
import java.util.Optional;

/** Somebody is not let in. The message is fit to be shown to them: it does not tell what was wrong. */
public final class LoginRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wait;

    LoginRefusedException(String message) {
        super(message);
        this.wait = Optional.empty();
    }

    LoginRefusedException(String message, Duration wait) {
        super(message);
        this.wait = Optional.of(wait);
    }

    /** How long to wait before the next attempt is looked at; empty if this one was looked at, and was wrong. */
    public Optional<Duration> waitFirst() {
        return wait;
    }
}
