package io.procmgr.supervise;

import java.util.List;

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

    /** The names of the alert channels that are applied, in the order of their definition. */
    List<String> alertChannels();

    /** The names of the templates that are applied, in the order of their definition. */
    List<String> templates();

    /**
     * Starts an instance of a template; makes it if there is none of that name. It is kept until it is removed, or its
     * template is.
     *
     * @param template as it is defined, for example {@code web@}
     * @param instance 1 to 32 of {@code A-Z a-z 0-9 _ -}, not {@code -} first
     * @return what will happen, one line
     * @throws RefusedException if there is no such template, it may have no more instances, or the name is no such name
     */
    String startInstance(String template, String instance);

    /**
     * Stops an instance of a template, and forgets it. Nothing is to do if there is none.
     *
     * @return what will happen, one line
     * @throws RefusedException if there is no such template, or the name is no name of an instance
     */
    String removeInstance(String template, String instance);
}
