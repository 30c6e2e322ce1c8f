package io.procmgr.supervise;

import java.util.List;

/**
 * What the transition table makes of an event.
 *
 * @param next the situation after it
 * @param effects what is to be done, in this order
 * @param outcome whether the event had its way
 */
record Step(Situation next, List<Effect> effects, Outcome outcome) {
    /** Whether an event had its way. */
    enum Outcome {
        TAKEN,
        /** Refused with a message; nothing has changed. */
        REFUSED,
        /** The table has no such cell: a fault of ours; nothing has changed. */
        IMPOSSIBLE
    }

    static Step to(Situation next, Effect... effects) {
        return new Step(next, List.of(effects), Outcome.TAKEN);
    }
}
