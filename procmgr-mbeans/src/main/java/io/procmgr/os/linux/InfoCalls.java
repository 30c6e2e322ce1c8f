package io.procmgr.os.linux;

/** Bound when the end of a process that is not our child is asked for, not at the start. */
final class InfoCalls {
    static {
        JnaLibrary.bind(InfoCalls.class);
    }

    private InfoCalls() {}

    static native int ioctl(int descriptor, long request, long argument);
}
