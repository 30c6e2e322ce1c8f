package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.supervise.RefusedException;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class ActionsTest {
    private final Callers callers = new Callers();
    private final Actions actions = new Actions(callers);

    @Test
    void anActionLeavesOneLineThatSaysWhoFromWhereWhatAndTheResult() {
        try (LogCapture log = new LogCapture()) {
            callers.enter(new Caller("operator", "HTTP 127.0.0.1:4711"));
            actions.run("web", "restart", () -> "web: RUNNING → STOPPING");
            callers.leave();
            actions.run("web", "stop", () -> "web: stays STOPPED");
            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "web restart by operator from HTTP 127.0.0.1:4711: web: RUNNING → STOPPING",
                            "web stop by local JMX: web: stays STOPPED");
        }
    }

    @Test
    void aRefusedActionIsAuditedToo() {
        try (LogCapture log = new LogCapture()) {
            assertThatThrownBy(() -> actions.run("web", "start", () -> {
                        throw new RefusedException("cannot start web: it is disabled");
                    }))
                    .isExactlyInstanceOf(IllegalStateException.class);
            assertThat(log.lines(Level.INFO))
                    .containsExactly("web start by local JMX: refused: cannot start web: it is disabled");
        }
    }

    @Test
    void whatACallerWritesCannotForgeALine() {
        try (LogCapture log = new LogCapture()) {
            actions.run("web", "signal HUP\nroot rm by operator", () -> "done");
            assertThat(log.lines(Level.INFO)).containsExactly("web signal HUP; root rm by operator by local JMX: done");
        }
    }
}
