package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events are meant: those of jobs that a selection names, also of jobs that are not there any more, or not yet.
 *
 * @param selection its names and patterns
 * @param tagged the jobs that have one of its tags now
 */
record Events(Selection selection, Set<String> tagged) {
    static Events of(Selection selection, SupervisorClient client) throws UnreachableException {
        Set<String> tagged = new HashSet<>();
        for (String word : selection.words()) {
            if (word.startsWith("@")) {
                tagged.addAll(Order.names(new Selection(List.of(word)).choose(client.statuses(), client)));
            }
        }
        return new Events(selection, tagged);
    }

    boolean has(Map<String, Object> event) {
        String job = (String) event.get("job");
        if (tagged.contains(job)) {
            return true;
        }
        for (String word : selection.words()) {
            // what concerns the configuration concerns no job, and so goes with all alone
            if (job.isEmpty() ? word.equals("*") : Selection.matches(word, job)) {
                return true;
            }
        }
        return false;
    }
}
