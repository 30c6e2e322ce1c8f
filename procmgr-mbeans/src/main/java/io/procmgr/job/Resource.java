package io.procmgr.job;

import java.util.Locale;
import java.util.Optional;

/**
 * A resource that a process may be limited in ({@code man prlimit}, {@code man 2 setrlimit}). Values are in the kernel's
 * own units: bytes, seconds, counts.
 */
public enum Resource {
    CORE('c', "CORE"),
    DATA('d', "DATA"),
    NICE('e', "NICE"),
    FSIZE('f', "FSIZE"),
    SIGPENDING('i', "SIGPENDING"),
    MEMLOCK('l', "MEMLOCK"),
    RSS('m', "RSS"),
    NOFILE('n', "NOFILE"),
    MSGQUEUE('q', "MSGQUEUE"),
    RTPRIO('r', "RTPRIO"),
    STACK('s', "STACK"),
    CPU('t', "CPU"),
    NPROC('u', "NPROC"),
    AS('v', "AS");

    private final String key;
    private final String flag;
    private final String constant;

    Resource(char flag, String constant) {
        this.key = name().toLowerCase(Locale.ROOT);
        this.flag = "-" + flag;
        this.constant = "RLIMIT_" + constant;
    }

    /** The name in {@code limit.<name>} and the long option of {@code prlimit}, in lower case. */
    public String key() {
        return key;
    }

    /** Reads {@code nofile}, {@code -n} (pmtr, the shell) or {@code RLIMIT_NOFILE}. */
    public static Optional<Resource> parse(String text) {
        for (Resource resource : values()) {
            if (resource.key.equals(text) || resource.constant.equals(text) || resource.flag.equals(text)) {
                return Optional.of(resource);
            }
        }
        return Optional.empty();
    }
}
