package io.procmgr.supervise;

/** Port: the sources of the definitions, seen from the management side. */
public interface Configuration {
    /**
     * Reads all sources anew and applies what changed.
     *
     * @return what was added, changed and removed, in words
     * @throws RefusedException if there are problems, with all of them; nothing was touched
     */
    String reload();

    /** A dry run of {@link #reload}: what would be added, changed and removed, and every problem, a line each. */
    String check();
}
