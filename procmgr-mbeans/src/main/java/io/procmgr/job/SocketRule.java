package io.procmgr.job;

import java.util.Objects;

/**
 * The socket that a job gets as its descriptor 3.
 *
 * @param address where it listens
 * @param accept whether each connection gets a process of its own, and as its descriptor 3; else the job's process gets
 *     the listening socket
 * @param maxConnections how many connections are served at once; of use with {@code accept} only
 */
public record SocketRule(ListenAddress address, boolean accept, int maxConnections) {
    public SocketRule {
        Objects.requireNonNull(address, "address");
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "at least one connection is served (maxConnections=" + maxConnections + ")");
        }
    }

    // written out: what the compiler makes for a record is slow at its first call

    @Override
    public boolean equals(Object other) {
        return other instanceof SocketRule rule
                && address.equals(rule.address)
                && accept == rule.accept
                && maxConnections == rule.maxConnections;
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
