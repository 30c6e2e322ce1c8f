package io.procmgr.supervise;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * The gate of {@code order} and {@code wait}: a job is not launched for the first time while one of a lower order is in
 * its first launch, or while a {@code wait} job before it has not ended once. Confined to the event loop.
 */
final class StartSequence {
    /** Ascending {@code order}, ties in the order of definition. */
    static final Comparator<SupervisedJob> ORDER = (one, other) -> entry(one).compareTo(entry(other));

    private final TreeSet<Entry> holding = new TreeSet<>();
    private final TreeSet<Entry> launching = new TreeSet<>();

    /** A job's place at the time it was noted, so that it is found again after it has moved. */
    private record Entry(int order, int place, SupervisedJob job) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byOrder = Integer.compare(order, other.order);
            int byPlace = byOrder != 0 ? byOrder : Integer.compare(place, other.place);
            return byPlace != 0 ? byPlace : job.name().compareTo(other.job.name());
        }
    }

    /** Notes what the job has become; says whether that may let another one go. */
    boolean note(SupervisedJob job) {
        boolean freed = remove(holding, job, job.holdsOthers());
        return remove(launching, job, job.firstLaunchPending()) || freed;
    }

    /** Notes all of them anew: places or orders may have changed. */
    void renumber(Collection<SupervisedJob> jobs) {
        holding.clear();
        launching.clear();
        for (SupervisedJob job : jobs) {
            if (job.holdsOthers()) {
                holding.add(entry(job));
            }
            if (job.firstLaunchPending()) {
                launching.add(entry(job));
            }
        }
    }

    /** Whether a job is in its first launch. */
    boolean isLaunching() {
        return !launching.isEmpty();
    }

    /** Why the job is held; empty if it is not. */
    String closedFor(SupervisedJob job) {
        if (job.turn().isLaunched()) {
            return "";
        }
        Entry own = entry(job);
        if (!holding.isEmpty() && holding.first().compareTo(own) < 0) {
            return "waits for job " + holding.first().job().name() + " to end";
        }
        if (!launching.isEmpty() && launching.first().order() < own.order()) {
            return "waits for the launch of job " + launching.first().job().name();
        }
        return "";
    }

    private static boolean remove(TreeSet<Entry> entries, SupervisedJob job, boolean belongs) {
        if (belongs) {
            entries.add(entry(job));
            return false;
        }
        return entries.remove(entry(job));
    }

    private static Entry entry(SupervisedJob job) {
        return new Entry(job.spec().start().order(), job.turn().place(), job);
    }
}
