package io.procmgr.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Closes parts one after the other, each whatever becomes of the others: nobody comes to close what one failure left open. */
final class Closing {
    private static final Logger LOG = System.getLogger("procmgr");

    private Closing() {}

    /** In this order. */
    static void all(List<Optional<? extends AutoCloseable>> parts) {
        for (Optional<? extends AutoCloseable> part : parts) {
            part.ifPresent(Closing::one);
        }
    }

    private static void one(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception | LinkageError e) {
            LOG.log(Level.WARNING, "procmgr cannot close " + part.getClass().getSimpleName(), e);
        }
    }
}
