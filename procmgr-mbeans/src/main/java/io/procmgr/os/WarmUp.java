package io.procmgr.os;

import io.procmgr.os.linux.Linux;
import io.procmgr.os.linux.MissingCallException;
import java.util.Optional;

/**
 * Loads what it takes to open the native engine, while its host reads a command line or files. Has no logger: a host may
 * not have set up its log yet.
 */
public final class WarmUp implements Runnable {
    private WarmUp() {}

    /** Begins, on a thread that ends by itself. All that follows from it is that {@link Engine#begin} is quicker. */
    public static void begin() {
        if (!"java".equals(System.getProperty(Engine.PROPERTY))) {
            EngineThreads.start("warm-up", new WarmUp());
        }
    }

    @Override
    public void run() {
        try {
            Linux.probe((int) ProcessHandle.current().pid(), Optional.empty());
        } catch (MissingCallException e) {
            // whoever opens the engine finds out, too, and has a log to tell it
            return;
        }
    }
}
