package io.procmgr.supervise;

/**
 * Hears of one launch and of the process that it made. In this order: {@code launching}, {@code launched}, {@code exited},
 * and after an exit with members left {@code membersGone}; or {@code failed} in place of what would follow. {@code delayed}
 * may come before either. Called from any thread; must not block.
 */
public interface LaunchListener {
    /**
     * A process is about to be made; it is not before this returns. Called by the spawner, which may write to the state
     * directory here.
     */
    default void launching() {}

    /** The process exists. Told before its exit. */
    void launched(RunningProcess process);

    /** No process was made, or it ended before the job's own program began; the message says which step failed. */
    void failed(String reason);

    /** The launch takes unusually long; the message says at what. */
    void delayed(String reason);

    /** The main process has ended and is reaped; {@code membersLeft} if processes of its session still live. */
    void exited(ExitStatus status, boolean membersLeft);

    /** The last process of the session has ended. */
    void membersGone();
}
