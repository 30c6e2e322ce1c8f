package io.procmgr.http;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which room a path leads to. */
final class Rooms {
    /** No dots alone, no empty names, nothing encoded: nobody here needs them, and each has opened a door elsewhere. */
    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?");

    private final Map<String, Room> rooms;
    private final Set<String> open;

    /**
     * Takes a snapshot of both.
     *
     * @param rooms by the path they begin with
     * @param open those that are shown without a token
     */
    Rooms(Map<String, Room> rooms, Set<String> open) {
        this.rooms = Map.copyOf(rooms);
        this.open = Set.copyOf(open);
        for (String path : rooms.keySet()) {
            if (!path.startsWith("/") || path.endsWith("/")) {
                throw new IllegalArgumentException("a path begins with / and does not end with it (path=" + path + ")");
            }
        }
    }

    /**
     * A room that was found.
     *
     * @param isOpen whether who shows nothing is a viewer there
     */
    record Found(Room room, boolean isOpen) {}

    /** What no room is for is one where nothing is found. */
    Found find(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        for (Map.Entry<String, Room> entry : rooms.entrySet()) {
            String begin = entry.getKey();
            if (path.equals(begin) || path.startsWith(begin + "/")) {
                // Jolokia's own paths hold names of any characters, and are parsed, not looked up
                boolean plain =
                        begin.equals(JolokiaRoom.PATH) || PLAIN.matcher(path).matches();
                return new Found(
                        plain
                                ? entry.getValue()
                                : (exchange, role) -> {
                                    throw new HttpRefusal(
                                            HttpRefusal.BAD_REQUEST, "cannot understand this path: use plain names");
                                },
                        open.contains(begin));
            }
        }
        return new Found(
                (exchange, role) -> {
                    throw new HttpRefusal(
                            HttpRefusal.NOT_FOUND,
                            "cannot find it: there are " + ConsoleRoom.PATH + "/ and " + JolokiaRoom.PATH);
                },
                false);
    }
}
