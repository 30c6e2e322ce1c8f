package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who waits for a job to come to a state. Confined to the event loop; answers are given away from it. */
final class StateWaiters {
    private record Waiter(JobState state, CompletableFuture<JobStatus> reached) {}

    private final ChangeLog answers;
    private final Map<JobName, List<Waiter>> waiters = new HashMap<>();

    StateWaiters(ChangeLog answers) {
        this.answers = answers;
    }

    void await(JobName name, Optional<SupervisedJob> job, JobState state, CompletableFuture<JobStatus> reached) {
        if (job.isEmpty()) {
            answers.fail(reached, noSuchJob(name));
        } else if (job.get().situation().state() == state) {
            answers.complete(reached, job.get().status());
        } else {
            List<Waiter> waiting = waiters.computeIfAbsent(name, key -> new ArrayList<>());
            waiting.removeIf(waiter -> waiter.reached().isDone());
            waiting.add(new Waiter(state, reached));
        }
    }

    /** The job has come to its state. */
    void reached(SupervisedJob job) {
        List<Waiter> waiting = waiters.get(job.name());
        if (waiting != null) {
            waiting.removeIf(waiter -> {
                boolean reached = waiter.state() == job.situation().state();
                if (reached) {
                    answers.complete(waiter.reached(), job.status());
                }
                return reached || waiter.reached().isDone();
            });
        }
    }

    void forgotten(JobName name) {
        List<Waiter> waiting = waiters.remove(name);
        if (waiting != null) {
            waiting.forEach(waiter -> answers.fail(waiter.reached(), noSuchJob(name)));
        }
    }

    private static RefusedException noSuchJob(JobName name) {
        return new RefusedException("cannot wait for " + name + ": no such job");
    }
}
