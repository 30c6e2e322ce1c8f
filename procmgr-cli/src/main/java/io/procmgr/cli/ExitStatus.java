package io.procmgr.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the command's exit status says, the same for all subcommands. */
final class ExitStatus {
    /** Done; for {@code run}: stopped orderly, by a signal too. */
    static final int DONE = 0;

    /** The configuration has errors, or a directory, file or port cannot be used. */
    static final int FAILED = 1;

    /** The command line cannot be understood. */
    static final int USAGE = 2;

    /** Another procmgr holds the state directory or the pid file. */
    static final int HELD = 3;

    /** No supervisor can be talked to: none runs there, it cannot be reached, or it does not take the token. */
    static final int NOT_REACHED = 3;

    /** It was asked, and the time ran out before the outcome. */
    static final int LATE = 4;

    /** All profiles were stopped by HUP, or left by a second one: the status of ProcLaunch. */
    static final int HUNG_UP = 111;

    private ExitStatus() {}

    /** The list in a command's help: what 0, 1, 2 … mean. */
    static Map<String, String> list(String... meanings) {
        Map<String, String> list = new LinkedHashMap<>();
        for (String meaning : meanings) {
            list.put(Integer.toString(list.size()), meaning);
        }
        return list;
    }
}
