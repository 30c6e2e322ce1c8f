package io.procmgr.os.linux;

/** The functions that concern the rights and limits of this process or of the calling thread. */
final class RightsCalls {
    static {
        JnaLibrary.bind(RightsCalls.class);
    }

    private RightsCalls() {}

    static native int setfsuid(int uid);

    static native int setfsgid(int gid);

    static native int getgroups(int size, long list);

    static native int getgrouplist(long user, int group, long groups, long number);

    static native int prctl(int option, long two, long three, long four, long five);

    static native int getrlimit(int resource, long limit);

    static native int setrlimit(int resource, long limit);
}
