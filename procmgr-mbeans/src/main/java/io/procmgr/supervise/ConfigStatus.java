package io.procmgr.supervise;

import java.util.Objects;

/**
 * What is known of the configuration.
 *
 * @param generation how many configurations were applied so far
 * @param lastReloadTimeMillis wall clock of the last attempt, good or bad; 0 before the first
 * @param lastReloadError all problems of the last attempt, a line each; empty if it was applied
 */
public record ConfigStatus(long generation, long lastReloadTimeMillis, String lastReloadError) {
    public static final ConfigStatus NONE = new ConfigStatus(0, 0, "");

    public ConfigStatus {
        Objects.requireNonNull(lastReloadError, "lastReloadError");
    }
}
