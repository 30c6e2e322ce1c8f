package io.procmgr.job;

import java.nio.file.Path;
import java.util.Objects;

/** Where a socket listens. */
public sealed interface ListenAddress {
    /**
     * A port of an interface.
     *
     * @param host an IPv4 or IPv6 address
     * @param port 1 to 65535
     */
    record Tcp(String host, int port) implements ListenAddress {
        public Tcp {
            Objects.requireNonNull(host, "host");
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is 1 to 65535 (port=" + port + ")");
            }
        }

        // written out: what the compiler makes for a record is slow at its first call

        @Override
        public boolean equals(Object other) {
            return other instanceof Tcp tcp && host.equals(tcp.host) && port == tcp.port;
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + port;
        }

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /**
     * A file.
     *
     * @param path relative to the job's directory unless absolute
     */
    record Local(Path path) implements ListenAddress {
        public Local {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Local local && path.equals(local.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** Reads {@code PORT}, {@code ADDRESS:PORT}, {@code [ADDRESS]:PORT} for IPv6, or a path with a {@code /} in it. */
    static ListenAddress parse(String text) throws BadValue {
        if (text.indexOf('/') >= 0) {
            return new Local(Readers.path(text));
        }
        int colon = text.lastIndexOf(':');
        int port = Numbers.integer(text.substring(colon + 1), 1, 65_535);
        return new Tcp(colon < 0 ? "127.0.0.1" : host(text.substring(0, colon)), port);
    }

    private static String host(String text) throws BadValue {
        if (text.equals("localhost")) {
            return "127.0.0.1";
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean plausible = !host.isEmpty();
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            plausible &= c >= '0' && c <= '9' || c == '.' || bracketed && (c == ':' || Character.digit(c, 16) >= 0);
        }
        if (!plausible || bracketed != host.contains(":") || !bracketed && host.split("\\.", -1).length != 4) {
            throw new BadValue("must be a port, ADDRESS:PORT with an IPv4 address or an IPv6 one in brackets, or a path"
                    + " with a / in it");
        }
        return host;
    }
}
