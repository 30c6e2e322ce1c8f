package io.procmgr.supervise;

/** Brings what the launcher tells of one run to the event loop; what comes too late for its run is dropped. */
final class RunListener implements LaunchListener {
    private final SupervisedJob job;
    private final long runId;
    private final Scheduler scheduler;
    private final JobStore store;

    RunListener(SupervisedJob job, long runId, JobEnvironment environment) {
        this.job = job;
        this.runId = runId;
        this.scheduler = environment.scheduler();
        this.store = environment.store();
    }

    /** The intent is on disk before there is a process: whoever comes after this supervisor knows what to look for. */
    @Override
    public void launching() {
        store.flush();
    }

    @Override
    public void launched(RunningProcess process) {
        post(() -> job.launched(process));
    }

    @Override
    public void failed(String reason) {
        post(() -> job.launchFailed(reason));
    }

    @Override
    public void delayed(String reason) {
        post(() -> job.launchDelayed(reason));
    }

    @Override
    public void exited(ExitStatus status, boolean membersLeft) {
        post(() -> job.exited(status, membersLeft));
    }

    @Override
    public void membersGone() {
        post(job::membersGone);
    }

    private void post(Runnable news) {
        scheduler.execute(() -> {
            if (job.isCurrent(runId)) {
                news.run();
            }
        });
    }
}
