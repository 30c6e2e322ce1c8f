package io.procmgr.supervise;

/** The cells of the transition table, with the text they have in the documents. */
enum Cell {
    IMPOSSIBLE(""),
    REFUSED("✗"),
    NOTHING("·"),
    RESTS("REST"),
    ASKS("ask"),
    RESETS_AND_ASKS("reset, ask"),
    ASKS_OR_STOPS("UP: ask, else REST"),
    RETRIES("goal UP: cause := cycle"),
    WITHDRAWS_OR_TERMINATES("withdraw→REST, or terminate→STOPPING"),
    WITHDRAWS_OR_KILLS("withdraw→REST, or kill→KILLING"),
    WITHDRAWS_AND_ASKS_OR_CYCLES("withdraw, ask; or cause := cycle, terminate→STOPPING"),
    CYCLES_UNLESS_QUEUED("queued: ·; else cause := cycle, terminate→STOPPING"),
    CYCLES("cause := cycle, terminate→STOPPING"),
    FAILS("cause := failure, terminate→STOPPING"),
    TERMINATES("terminate→STOPPING"),
    KILLS("kill→KILLING"),
    KILLS_AGAIN("tell it is stuck, kill again, re-arm"),
    RESETS("attempts := 0"),
    STOPS("goal DOWN→STOPPED"),
    LAUNCHES("launch→STARTING"),
    BEGINS("watch, arm start"),
    ADOPTS("UP: watch, arm start→STARTING, else terminate→STOPPING"),
    RUNS("arm stable→RUNNING"),
    SWEEPS_AND_STOPS("sweep→STOPPING"),
    SWEEPS("sweep"),
    BACKS_OFF("arm delay→BACKOFF"),
    COMPLETES("→COMPLETED"),
    GIVES_UP("→FAILED"),
    STEADIES("attempts := 0");

    private final String text;

    Cell(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
