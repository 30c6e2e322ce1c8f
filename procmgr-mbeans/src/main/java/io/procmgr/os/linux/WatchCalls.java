package io.procmgr.os.linux;

/** The functions of {@code man 7 inotify}. */
final class WatchCalls {
    static {
        JnaLibrary.bind(WatchCalls.class);
    }

    private WatchCalls() {}

    static native int inotify_init1(int flags);

    static native int inotify_add_watch(int inotify, long path, int mask);

    static native int inotify_rm_watch(int inotify, int watch);
}
