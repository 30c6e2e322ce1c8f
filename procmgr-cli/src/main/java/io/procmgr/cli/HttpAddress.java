package io.procmgr.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code --http}: where the door listens.
 *
 * @param isOn whether there is a door
 * @param host a host name or address, an IPv6 address without brackets; empty: nothing is said of it
 * @param port 0 for a free one; empty: nothing is said of it
 */
record HttpAddress(boolean isOn, Optional<String> host, OptionalInt port) {
    static final HttpAddress UNSAID = new HttpAddress(true, Optional.empty(), OptionalInt.empty());
    private static final HttpAddress OFF = new HttpAddress(false, Optional.empty(), OptionalInt.empty());
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/\\s]+)):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException unless it is {@code off} or {@code HOST:PORT} */
    static HttpAddress parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > LAST_PORT) {
            throw new IllegalArgumentException(
                    "must be off or HOST:PORT, such as 127.0.0.1:8778 or [::1]:0 (value=" + text + ")");
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new HttpAddress(true, Optional.of(host), OptionalInt.of(Integer.parseInt(form.group(3))));
    }
}
