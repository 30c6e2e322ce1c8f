package io.procmgr.job;

import java.util.Locale;
import java.util.Optional;

/** What an alert can tell of. */
public enum AlertTrigger {
    /** Its process ended without having been asked to. */
    EXIT,
    /** It will not be started again by itself. */
    FAILED,
    /** It failed, and its restart is put off. */
    BACK_OFF,
    /** It runs again after a back-off or a failure. */
    RECOVERED,
    /** It wrote a line to standard error. */
    STDERR;

    /** As written, for example {@code back-off}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<AlertTrigger> parse(String word) {
        for (AlertTrigger trigger : values()) {
            if (trigger.word().equals(word)) {
                return Optional.of(trigger);
            }
        }
        return Optional.empty();
    }
}
