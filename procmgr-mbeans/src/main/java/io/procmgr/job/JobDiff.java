package io.procmgr.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a new set of definitions means for an old one. Jobs are matched by name.
 *
 * @param added not there before
 * @param restarted defined anew in a way that takes a new process
 * @param updated defined anew in a way that does not touch the process
 * @param removed no longer there
 * @param unchanged the same but perhaps for their place in the file
 */
public record JobDiff(
        List<JobSpec> added,
        List<JobSpec> restarted,
        List<JobSpec> updated,
        List<JobName> removed,
        List<JobSpec> unchanged) {
    public JobDiff {
        added = List.copyOf(added);
        restarted = List.copyOf(restarted);
        updated = List.copyOf(updated);
        removed = List.copyOf(removed);
        unchanged = List.copyOf(unchanged);
    }

    public static JobDiff between(Collection<JobSpec> before, Collection<JobSpec> after) {
        Map<JobName, JobSpec> old = new LinkedHashMap<>();
        for (JobSpec spec : before) {
            old.put(spec.name(), spec);
        }
        List<JobSpec> added = new ArrayList<>();
        List<JobSpec> restarted = new ArrayList<>();
        List<JobSpec> updated = new ArrayList<>();
        List<JobSpec> unchanged = new ArrayList<>();
        for (JobSpec spec : after) {
            JobSpec was = old.remove(spec.name());
            if (was == null) {
                added.add(spec);
            } else if (spec.needsRestart(was)) {
                restarted.add(spec);
            } else if (sameBehaviour(spec, was)) {
                unchanged.add(spec);
            } else {
                updated.add(spec);
            }
        }
        return new JobDiff(added, restarted, updated, List.copyOf(old.keySet()), unchanged);
    }

    public boolean isEmpty() {
        return added.isEmpty() && restarted.isEmpty() && updated.isEmpty() && removed.isEmpty();
    }

    private static boolean sameBehaviour(JobSpec one, JobSpec other) {
        return one == other || sameValues(one, other);
    }

    /** Most jobs share their rules: {@code Objects.equals} sees it without comparing them. */
    private static boolean sameValues(JobSpec one, JobSpec other) {
        return Objects.equals(one.description(), other.description())
                && Objects.equals(one.tags(), other.tags())
                && Objects.equals(one.start(), other.start())
                && Objects.equals(one.restart(), other.restart())
                && Objects.equals(one.stop(), other.stop())
                && Objects.equals(one.log(), other.log())
                && Objects.equals(one.reloadSignal(), other.reloadSignal())
                && Objects.equals(one.stamps(), other.stamps())
                && Objects.equals(one.watch(), other.watch())
                && one.readiness() == other.readiness()
                && Objects.equals(one.alerts(), other.alerts());
    }
}
