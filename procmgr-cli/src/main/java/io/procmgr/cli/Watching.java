package io.procmgr.cli;

import io.procmgr.terminal.Screen;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Shows something again and again in place, until somebody ends the command or the supervisor is gone. */
final class Watching {
    private Watching() {}

    /** What is to be shown now. */
    interface View {
        List<String> lines() throws IOException;
    }

    /** Does not return before the calling thread is interrupted, or nobody reads what is shown any more. */
    static void show(Terminal terminal, Duration interval, View view) throws IOException {
        try (Screen screen = new Screen(terminal)) {
            while (!terminal.out().checkError()) {
                // it may have been made larger or smaller
                terminal.measure();
                screen.show(view.lines());
                Waiting.pause(interval.toMillis());
            }
        }
    }
}
