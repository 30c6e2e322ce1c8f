package io.procmgr.os;

import io.procmgr.supervise.ProcessIdentity;
import java.util.List;
import java.util.Optional;

/**
 * Who belongs to a process besides itself. All of the session that it leads, since nobody but its descendants can get into
 * that. Of a session that it does not lead, those who carry the same run mark; without one nobody is proven to belong to
 * it.
 *
 * @param main the process
 * @param session number of its session
 * @param mark the run mark that it carries, for one that does not lead its session
 */
record Kin(ProcessIdentity main, long session, Optional<String> mark) {

    static Kin ofLeader(ProcessIdentity main) {
        return new Kin(main, main.pid(), Optional.empty());
    }

    boolean isSession() {
        return session == main.pid();
    }

    /** Whether there can be any. */
    boolean isPossible() {
        return isSession() || mark.isPresent();
    }

    /** The living ones. Looks into processes unless it is a whole session: not for the event loop. */
    List<ProcEntry> living(ProcTable table, RunMarks marks) {
        if (isSession()) {
            return table.session(main);
        }
        return mark.isEmpty()
                ? List.of()
                : table.session(session).stream()
                        .filter(entry -> entry.pid() != main.pid())
                        .filter(entry -> marks.of(entry).equals(mark))
                        .toList();
    }
}
