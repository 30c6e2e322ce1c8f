package io.procmgr.supervise;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param exit the status of the process; empty if none was made
 * @param ranFor from its launch to its end; zero if none was made
 */
record Ending(Optional<ExitStatus> exit, Duration ranFor) {
    Ending {
        Objects.requireNonNull(exit, "exit");
        Objects.requireNonNull(ranFor, "ranFor");
    }

    static Ending notLaunched() {
        return new Ending(Optional.empty(), Duration.ZERO);
    }

    static Ending of(ExitStatus exit, Duration ranFor) {
        return new Ending(Optional.of(exit), ranFor);
    }
}
