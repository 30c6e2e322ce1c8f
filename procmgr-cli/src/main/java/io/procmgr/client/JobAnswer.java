package io.procmgr.client;

import java.util.Optional;

/**
 * What a job answered to a call.
 *
 * @param job its name
 * @param value what the operation returned; empty if it was refused, or returns nothing
 * @param refusal why it was refused; empty if it was not
 */
public record JobAnswer(String job, Optional<Object> value, String refusal) {
    public boolean isRefused() {
        return !refusal.isEmpty();
    }
}
