package io.procmgr.os.linux;

/**
 * The functions that every start and every end of a process needs, as the C library declares them; an address is a
 * {@code long}. Others are in classes of their own, since binding them takes time at the start.
 */
final class Calls {
    /** Of a 64-bit Linux; larger than any of the structs that are opaque to us. */
    static final int OPAQUE_BYTES = 1024;

    static {
        JnaLibrary.bind(Calls.class);
    }

    private Calls() {}

    static native int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp);

    static native int posix_spawn_file_actions_init(long actions);

    static native int posix_spawn_file_actions_destroy(long actions);

    static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    static native int posix_spawn_file_actions_addclosefrom_np(long actions, int from);

    static native int posix_spawn_file_actions_addfchdir_np(long actions, int directory);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setsigmask(long attributes, long set);

    static native int posix_spawnattr_setsigdefault(long attributes, long set);

    static native int sigemptyset(long set);

    static native int sigfillset(long set);

    static native int sigaction(int signal, long action, long before);

    static native int waitpid(int pid, long status, int options);

    static native int kill(int pid, int signal);

    static native int openat(int directory, long path, int flags, int mode);

    static native int close(int descriptor);

    static native int fchmod(int descriptor, int mode);

    static native int fcntl(int descriptor, int command, long argument);

    static native int pipe2(long descriptors, int flags);

    static native long read(int descriptor, long buffer, long bytes);

    static native long write(int descriptor, long buffer, long bytes);

    static native int eventfd(int value, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int descriptor, long event);

    static native int epoll_wait(int epoll, long events, int most, int millis);

    static native long strerror(int number);

    /** For what has no function, or one that acts on all threads of the process. */
    static native long syscall(long number, long one, long two, long three, long four, long five);

    /** The result, unless it is that of a failure. */
    static int checked(int result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.last();
        }
        return result;
    }

    static long checked(long result) throws ErrnoException {
        if (result < 0) {
            throw ErrnoException.last();
        }
        return result;
    }
}
