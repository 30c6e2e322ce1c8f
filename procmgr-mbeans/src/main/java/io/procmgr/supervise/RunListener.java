package io.procmgr.supervise;

/** Brings what the launcher tells of one run to the event loop; what comes too late for its run is dropped. */
final class RunListener implements LaunchListener {
    private final SupervisedJob job;
    private final long runId;
    private final Scheduler scheduler;

    RunListener(SupervisedJob job, long runId, Scheduler scheduler) {
        this.job = job;
        this.runId = runId;
        this.scheduler = scheduler;
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
