package io.procmgr.os.linux;

/** The error numbers that mean something to us ({@code man 3 errno}); the same on x86-64 and arm64. */
public enum Errno {
    ENOENT(2),
    ESRCH(3),
    EINTR(4),
    ENXIO(6),
    E2BIG(7),
    EAGAIN(11),
    ENOMEM(12),
    EEXIST(17),
    EISDIR(21),
    EINVAL(22),
    ELOOP(40),
    ECONNABORTED(103),
    ECONNREFUSED(111);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
