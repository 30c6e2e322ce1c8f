package io.procmgr.supervise;

/**
 * Port: makes processes. Launches are queued and made by threads of the launcher's own, so that a file that blocks an
 * open blocks no event loop. Safe for use by several threads.
 */
public interface Launcher {
    /** Queues a launch and returns at once. The listener hears of it from threads of the launcher. */
    Launch launch(LaunchRequest request, LaunchListener listener);
}
