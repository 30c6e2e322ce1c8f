package io.procmgr.source;

import io.procmgr.job.Origin;
import io.procmgr.job.UdpLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind {@code report to} and {@code listen on}. */
final class UdpAddress {
    static final int HIGHEST_PORT = 65535;

    private static final Pattern FORM = Pattern.compile("udp://([^:@/]+):([0-9]{1,5})(?:@([^:@/]+))?");

    private UdpAddress() {}

    /** The line; empty if the text is not of the form. */
    static Optional<UdpLine> parse(UdpLine.Use use, String text, Origin origin) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new UdpLine(
                use, parts.group(1), Integer.parseInt(parts.group(2)), Optional.ofNullable(parts.group(3)), origin));
    }
}
