package io.procmgr.job;

import java.util.Objects;
import java.util.Optional;

/**
 * A line {@code report to} or {@code listen on} of a file in pmtr syntax: {@code udp://HOST:PORT[@INTERFACE]}.
 *
 * @param use what it is for
 * @param host a name or an IPv4 address
 * @param port 0 to 65535; 0 is a free one, to listen on
 * @param networkInterface for multicast
 * @param origin where it is written
 */
public record UdpLine(Use use, String host, int port, Optional<String> networkInterface, Origin origin) {
    /** What the line is for. */
    public enum Use {
        /** The state of all jobs is sent there. */
        REPORT,
        /** Jobs are enabled and disabled by what comes there. */
        LISTEN
    }

    public UdpLine {
        Objects.requireNonNull(use, "use");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(networkInterface, "networkInterface");
        Objects.requireNonNull(origin, "origin");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535 (port=" + port + ")");
        }
    }

    /** As it is written, for messages. */
    public String option() {
        return use == Use.REPORT ? "report to" : "listen on";
    }

    /** As it is written. */
    public String spec() {
        return "udp://" + host + ":" + port + (networkInterface.isPresent() ? "@" + networkInterface.get() : "");
    }

    /** Whether it is surely one of this host alone. */
    public boolean isLoopback() {
        return LoopbackHost.is(host);
    }

    /** Whether both lines say the same, wherever they stand. */
    public boolean saysTheSame(UdpLine other) {
        return use == other.use && spec().equals(other.spec());
    }
}
