package io.procmgr.http.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is connected, the longest unused first, so many of each rank. Whoever comes gets in; to make room, a connection of the
 * same rank is cut: of the address that has most of them the one that was longest unused. Safe for use by several threads.
 */
final class Places {
    private final int most;
    private final Map<Rank, Set<Connection>> taken = new EnumMap<>(Rank.class);

    Places(int most) {
        this.most = most;
        for (Rank rank : Rank.values()) {
            taken.put(rank, new LinkedHashSet<>());
        }
    }

    /** A new one, or one of which something has become known. */
    void enter(Connection connection, Rank rank) {
        Connection leaves = null;
        synchronized (this) {
            leave(connection);
            Set<Connection> places = taken.get(rank);
            if (places.size() >= most) {
                leaves = longestUnused(places);
                places.remove(leaves);
            }
            places.add(connection);
        }
        if (leaves != null) {
            leaves.cut();
        }
    }

    private static Connection longestUnused(Set<Connection> places) {
        Map<InetAddress, Integer> counts = new HashMap<>();
        for (Connection each : places) {
            counts.merge(each.remote().getAddress(), 1, Integer::sum);
        }
        int largest = counts.values().stream().max(Integer::compare).orElseThrow();
        return places.stream()
                .filter(each -> counts.get(each.remote().getAddress()) == largest)
                .findFirst()
                .orElseThrow();
    }

    synchronized void leave(Connection connection) {
        taken.values().forEach(places -> places.remove(connection));
    }

    synchronized List<Connection> all() {
        List<Connection> all = new ArrayList<>();
        taken.values().forEach(all::addAll);
        return all;
    }
}
