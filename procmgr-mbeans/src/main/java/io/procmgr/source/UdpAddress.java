package io.procmgr.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind {@code report to} and {@code listen on}. */
final class UdpAddress {
    static final int HIGHEST_PORT = 65535;

    private static final Pattern FORM = Pattern.compile("udp://[^:@/]+:([0-9]{1,5})(@[^:@/]+)?");

    private UdpAddress() {}

    static boolean isValid(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() && Integer.parseInt(parts.group(1)) <= HIGHEST_PORT;
    }
}
