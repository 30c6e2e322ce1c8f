package io.procmgr.os.linux;

import java.util.Optional;

/** What differs between processors in the interface of the kernel. A test compares it with what a C compiler says. */
enum Architecture {
    X86_64("amd64", 12, 4, 116, 332, 0x1_0000, 0x2_0000),
    AARCH64("aarch64", 16, 8, 159, 291, 0x4000, 0x8000);

    private final String javaName;

    /** Size of {@code struct epoll_event}, which is packed on x86-64 only. */
    final int epollEventBytes;

    /** Where its {@code data} begins. */
    final int epollDataOffset;

    /** Number of the call {@code setgroups}. */
    final long setgroups;

    /** Number of the call {@code statx}. */
    final long statx;

    /** {@code O_DIRECTORY}. */
    final int directory;

    /** {@code O_NOFOLLOW}. */
    final int noFollow;

    Architecture(
            String javaName,
            int epollEventBytes,
            int epollDataOffset,
            long setgroups,
            long statx,
            int directory,
            int noFollow) {
        this.javaName = javaName;
        this.epollEventBytes = epollEventBytes;
        this.epollDataOffset = epollDataOffset;
        this.setgroups = setgroups;
        this.statx = statx;
        this.directory = directory;
        this.noFollow = noFollow;
    }

    /** The one that this JVM runs on; empty if it is not listed, or if this is not Linux. */
    static Optional<Architecture> ofThisJvm() {
        if (System.getProperty("os.name").equals("Linux")) {
            for (Architecture architecture : values()) {
                if (architecture.javaName.equals(System.getProperty("os.arch"))) {
                    return Optional.of(architecture);
                }
            }
        }
        return Optional.empty();
    }
}
