package io.procmgr.os;

import java.util.List;

/**
 * The last step before a job's own program: a constant shell script that runs with the job's rights, opens its files and
 * becomes the program. All data are arguments. Its standard error is a pipe to the supervisor, closed by the moment at
 * which the program begins.
 */
final class BeginScript {
    /** Written to the pipe when nothing but the error file and the program itself can still fail. */
    static final byte BEGUN = 1;

    private static final String TELL_A_FAILURE = """
            trap 'echo "exit $?" >&2' 0
            """;

    /**
     * Arguments: 1 input, 2 output, 3 error, 4 umask for the files. An output or error that is empty is the file which
     * standard output is already. A FIFO is opened for reading and writing, which never waits for the other end.
     */
    private static final String OPEN_FILES = """
            umask "$4"
            if [ -p "$1" ]; then exec <>"$1"; else exec <"$1"; fi
            [ -n "$3" ] || exec 3>&1
            if [ -p "$2" ]; then exec 1<>"$2"; elif [ -n "$2" ]; then exec >>"$2"; fi
            if [ -p "$3" ]; then exec 3<>"$3"; elif [ -n "$3" ]; then exec 3>>"$3"; fi
            shift 4
            """;

    /**
     * Arguments: 1 umask of the program, 2 soft limit of open files or empty, 3 nice that must have been reached or empty,
     * 4 program to be checked or empty, then the command. Descriptor 3 is the error file.
     *
     * <p>When the last {@code exec} fails, dash and busybox put the pipe back before they run the trap; bash does not, and
     * the exit status must do.
     */
    private static final String BEGIN = """
            [ -z "$2" ] || ulimit -S -n "$2" || exit 125
            if [ -n "$3" ]; then
              _procmgr_wanted=$3
              nice_is_wanted() { [ "${17}" = "$_procmgr_wanted" ]; }
              read -r _procmgr_stat <"/proc/$$/stat" || exit 125
              nice_is_wanted ${_procmgr_stat##*) } || exit 125
            fi
            if [ -n "$4" ] && ! [ -x "$4" ]; then
              echo "cannot run $4: no execute permission for this user" >&2
              exit 126
            fi
            umask "$1"
            shift 4
            printf '\\001' >&2
            """;

    /** To be followed by what makes 3 and those behind it what is handed over to the program. */
    private static final String EXEC = "exec \"$@\" 2>&3";

    private static final List<String> HAND_OVER = List.of(" 3>&-", " 3>&4 4>&-", " 3>&4 4>&5 5>&-");

    /** The pid stays that of the shell ({@code man 3 sd_listen_fds}). */
    private static final String TELL_OF_A_SOCKET = """
            LISTEN_FDS=1 LISTEN_PID=$$
            export LISTEN_FDS LISTEN_PID
            """;

    private BeginScript() {}

    /** The shell's words, to be followed by all eight arguments and the command. */
    static List<String> words(String shell) {
        return List.of(shell, "-c", TELL_A_FAILURE + OPEN_FILES + BEGIN + EXEC + HAND_OVER.get(0), "sh");
    }

    /**
     * The same where the files are open already: only the last four arguments.
     *
     * @param socket whether descriptor 4 is a socket, which becomes 3
     * @param context whether the next one is a context, which becomes the one behind
     */
    static List<String> wordsForOpenFiles(String shell, boolean socket, boolean context) {
        String handOver = HAND_OVER.get((socket ? 1 : 0) + (context ? 1 : 0));
        return List.of(shell, "-c", TELL_A_FAILURE + BEGIN + (socket ? TELL_OF_A_SOCKET : "") + EXEC + handOver, "sh");
    }
}
