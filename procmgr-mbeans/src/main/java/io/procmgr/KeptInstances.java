package io.procmgr;

import io.procmgr.job.Instances;
import io.procmgr.job.Template;
import io.procmgr.state.InstanceFile;
import io.procmgr.supervise.RefusedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;

/** Which instances of templates there are, in the state directory. Not safe for use by several threads. */
final class KeptInstances {
    private final InstanceFile file;

    KeptInstances(Path stateDirectory) {
        file = new InstanceFile(stateDirectory.resolve("instances"));
    }

    /**
     * Those that were kept last.
     *
     * @throws IOException if that cannot be read
     */
    Instances read() throws IOException {
        return file.read();
    }

    /**
     * Keeps a change before it happens, so that whatever ends this supervisor, the next one has what it tells of.
     *
     * @param what for messages
     * @param happens if it throws, all is as before
     * @throws RefusedException if it cannot be kept; nothing has happened
     */
    void change(String what, Instances before, Instances now, Runnable happens) {
        try {
            file.write(now);
            boolean done = false;
            try {
                happens.run();
                done = true;
            } finally {
                if (!done) {
                    file.write(before);
                }
            }
        } catch (IOException e) {
            throw new RefusedException("cannot " + what + ": it cannot be kept for the next start: " + e);
        }
    }

    /** Those that would go when definitions change. */
    static Instances forgotten(Instances started, List<Template> before, List<Template> now) {
        return started.of(before).without(started.of(now));
    }

    /**
     * What is left when definitions change. Instances go with their template, if that was there before: one that is missing at
     * the start may come back, with a file system that is late or an application that is still to be deployed.
     */
    Instances forget(Instances started, List<Template> before, List<Template> now) {
        Instances kept = started.without(forgotten(started, before, now));
        if (!kept.equals(started)) {
            try {
                file.write(kept);
            } catch (IOException e) {
                System.getLogger("procmgr")
                        .log(Level.WARNING, "procmgr cannot forget the instances of a template that is gone: " + e);
            }
        }
        return kept;
    }
}
