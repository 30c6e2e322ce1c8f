package io.procmgr.os.linux;

/**
 * The numbers of the headers of Linux and its C library, by their names there; the same on every architecture that
 * {@link Architecture} lists. A test compares each with what a C compiler says.
 */
final class Constants {
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_NOCTTY = 0400;
    static final int O_APPEND = 02000;
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;
    static final int O_PATH = 010000000;
    static final int AT_FDCWD = -100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int STATX_MODE = 2;

    static final int F_SETFL = 4;
    static final int F_SETOWN = 8;
    static final int F_DUPFD_CLOEXEC = 1030;

    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;

    static final int EPOLLIN = 1;
    static final int EPOLLET = 1 << 31;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_DEL = 2;

    static final int FALLOC_FL_COLLAPSE_RANGE = 0x8;

    static final int IN_MODIFY = 0x2;
    static final int IN_ATTRIB = 0x4;
    static final int IN_CLOSE_WRITE = 0x8;
    static final int IN_MOVED_FROM = 0x40;
    static final int IN_MOVED_TO = 0x80;
    static final int IN_CREATE = 0x100;
    static final int IN_DELETE = 0x200;
    static final int IN_DELETE_SELF = 0x400;
    static final int IN_MOVE_SELF = 0x800;
    static final int IN_Q_OVERFLOW = 0x4000;
    static final int IN_IGNORED = 0x8000;
    static final int IN_ONLYDIR = 0x100_0000;
    static final int IN_DONT_FOLLOW = 0x200_0000;
    static final int IN_ISDIR = 0x4000_0000;
    static final int IN_ONESHOT = 0x8000_0000;

    static final int POSIX_SPAWN_SETSIGDEF = 0x4;
    static final int POSIX_SPAWN_SETSIGMASK = 0x8;
    static final int POSIX_SPAWN_SETSID = 0x80;

    static final int WNOHANG = 1;
    static final int SIGCHLD = 17;
    static final int PR_GET_DUMPABLE = 3;
    static final int PR_SET_DUMPABLE = 4;
    static final int RLIMIT_NOFILE = 7;
    static final int S_IFMT = 0170000;
    static final int S_IFREG = 0100000;
    static final int S_IFDIR = 0040000;
    static final int S_IFIFO = 0010000;

    static final int PIDFD_GET_INFO = 0xC040FF0B;
    static final int PIDFD_INFO_EXIT = 8;

    static final int SYS_pidfd_send_signal = 424;
    static final int SYS_pidfd_open = 434;

    private Constants() {}
}
