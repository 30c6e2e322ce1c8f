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

    /**
     * Arguments: 1 input, 2 output, 3 error, 4 umask for the files, 5 umask of the program, 6 soft limit of open files or
     * empty, 7 nice that must have been reached or empty, 8 program to be checked or empty, then the command. An output or
     * error that is empty is the file which standard output is already.
     *
     * <p>A FIFO is opened for reading and writing, which never waits for the other end. When the last {@code exec} fails,
     * dash and busybox put the pipe back before they run the trap; bash does not, and the exit status must do.
     */
    private static final String TEXT = """
            trap 'echo "exit $?" >&2' 0
            umask "$4"
            if [ -p "$1" ]; then exec <>"$1"; else exec <"$1"; fi
            [ -n "$3" ] || exec 3>&1
            if [ -p "$2" ]; then exec 1<>"$2"; elif [ -n "$2" ]; then exec >>"$2"; fi
            [ -z "$3" ] || [ -p "$3" ] || : >>"$3"
            [ -z "$6" ] || ulimit -S -n "$6" || exit 125
            if [ -n "$7" ]; then
              _procmgr_wanted=$7
              nice_is_wanted() { [ "${17}" = "$_procmgr_wanted" ]; }
              read -r _procmgr_stat <"/proc/$$/stat" || exit 125
              nice_is_wanted ${_procmgr_stat##*) } || exit 125
            fi
            if [ -n "$8" ] && ! [ -x "$8" ]; then
              echo "cannot run $8: no execute permission for this user" >&2
              exit 126
            fi
            umask "$5"
            _procmgr_error=$3
            shift 8
            printf '\\001' >&2
            if [ -z "$_procmgr_error" ]; then exec "$@" 2>&3 3>&-
            elif [ -p "$_procmgr_error" ]; then exec "$@" 2<>"$_procmgr_error"
            else exec "$@" 2>>"$_procmgr_error"; fi
            """;

    private BeginScript() {}

    static List<String> words(String shell) {
        return List.of(shell, "-c", TEXT, "sh");
    }
}
