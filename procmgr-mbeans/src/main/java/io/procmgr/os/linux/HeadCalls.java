package io.procmgr.os.linux;

/** The functions by which the head of a file is taken away. */
final class HeadCalls {
    static {
        JnaLibrary.bind(HeadCalls.class);
    }

    private HeadCalls() {}

    static native int fallocate(int descriptor, int mode, long offset, long bytes);

    static native int fstatfs(int descriptor, long status);
}
