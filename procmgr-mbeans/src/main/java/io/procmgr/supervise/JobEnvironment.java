package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * What a job needs of its supervisor.
 *
 * @param scheduler the event loop
 * @param launcher makes its processes
 * @param store keeps what the next supervisor has to know
 * @param options directories and the mark of the children
 * @param chance random numbers from 0 to 1, for the jitter
 * @param supervisor hears what becomes of the job
 */
record JobEnvironment(
        Scheduler scheduler,
        Launcher launcher,
        JobStore store,
        SupervisorOptions options,
        DoubleSupplier chance,
        Host supervisor) {
    /** The supervisor, seen from a job. Called on the event loop. */
    interface Host {
        /** Why the job may not be launched now; empty if it may. */
        String closedFor(SupervisedJob job);

        /** Something happened, worth a line; the state is what it was. */
        void happened(SupervisedJob job, JobChange.Kind kind, String message);

        /** What the watched files of a definition hold now, as one short text; empty if it watches none. */
        String contentFor(JobSpec spec);

        /** A record of the job was put into the store, and is to be written. */
        void kept();

        /** All that followed from an event is done. */
        void settled(SupervisedJob job, Optional<JobState> from, String message);

        /** The job is to be forgotten. */
        void forget(SupervisedJob job);
    }
}
