package io.procmgr.job;

import java.util.regex.Pattern;

/**
 * Hosts that are this one by their very text. A name that only begins like a loopback address, such as {@code 127.example.com},
 * is a name of somebody else's; what else may lead here is found out by looking it up, and may lead elsewhere the next time.
 */
public final class LoopbackHost {
    private static final Pattern ADDRESS = Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

    private LoopbackHost() {}

    /** Whether it is {@code localhost}, an address from 127.0.0.0/8, or {@code ::1}; an IPv6 address without brackets. */
    public static boolean is(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || ADDRESS.matcher(host).matches();
    }
}
