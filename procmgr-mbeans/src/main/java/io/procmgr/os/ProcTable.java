package io.procmgr.os;

import io.procmgr.supervise.ProcessIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All processes as one scan saw them. Immutable. */
final class ProcTable {
    private final Map<Long, ProcEntry> byPid = new HashMap<>();
    private final Map<Long, List<ProcEntry>> bySession = new HashMap<>();

    ProcTable(List<ProcEntry> entries) {
        for (ProcEntry entry : entries) {
            byPid.put(entry.pid(), entry);
            if (entry.alive()) {
                bySession
                        .computeIfAbsent(entry.session(), session -> new ArrayList<>())
                        .add(entry);
            }
        }
    }

    Optional<ProcEntry> process(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    List<ProcEntry> living() {
        List<ProcEntry> living = new ArrayList<>();
        bySession.values().forEach(living::addAll);
        return living;
    }

    /** The living members of the session that was begun by the process {@code leader}, which itself may be gone. */
    List<ProcEntry> session(ProcessIdentity leader) {
        ProcEntry now = byPid.get(leader.pid());
        if (now != null && now.startTicks() != leader.startTicks()) {
            return List.of();
        }
        return session(leader.pid());
    }

    List<ProcEntry> session(long session) {
        return List.copyOf(bySession.getOrDefault(session, List.of()));
    }
}
