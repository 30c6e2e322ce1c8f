package io.procmgr.http;

/**
 * Settings of the JDK's HTTP server, which it takes from system properties before its first use only. What the host has set
 * itself is left alone.
 */
final class ServerSettings {
    private ServerSettings() {}

    static void apply() {
        // without it JDK 17 answers every request of a kept-alive connection 40 ms late: Nagle meets delayed ACK
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        // seconds to send a request: else a client that sends byte by byte holds one of few threads for ever
        setIfAbsent("sun.net.httpserver.maxReqTime", "10");
        // how often it looks for such requests; by default every second, though there be no connection at all
        setIfAbsent("sun.net.httpserver.timerMillis", "5000");
        setIfAbsent("jdk.httpserver.maxConnections", "256");
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
