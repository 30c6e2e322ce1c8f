package io.procmgr.cdi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Key {@code app} of an application: stands in its ObjectNames and names its state directory, so it has to stay the same
 * from one release to the next.
 */
final class AppKey {
    /** A trailing {@code ##3} of Tomcat's, or {@code -1.4.2}, {@code -1.4-rc1}, {@code -2-SNAPSHOT}; {@code node-2} is a name. */
    private static final Pattern VERSION =
            Pattern.compile("##.*$|-[0-9]+(?:\\.[0-9]+)+(?:[.-][A-Za-z0-9]+)*$|-[0-9]+-SNAPSHOT$");

    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_.-]|^\\.+");
    private static final String ROOT = "ROOT";

    private AppKey() {}

    /**
     * The key.
     *
     * @param configured {@code procmgr.app}: no version is cut from it
     * @param appName of the server's naming service
     * @param contextPath where a web application is
     * @return empty if nothing of it is known
     */
    static Optional<String> of(Optional<String> configured, Optional<String> appName, Optional<String> contextPath) {
        return configured
                .map(AppKey::plain)
                .or(() -> appName.map(AppKey::withoutVersion))
                .or(() -> contextPath.map(path -> withoutVersion(path.startsWith("/") ? path.substring(1) : path)));
    }

    private static String withoutVersion(String name) {
        String cut = VERSION.matcher(name).replaceFirst("");
        return plain(cut.isEmpty() ? name : cut);
    }

    private static String plain(String name) {
        return name.isEmpty() || name.equals("/")
                ? ROOT
                : FORBIDDEN.matcher(name).replaceAll("-");
    }
}
