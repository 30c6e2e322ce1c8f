package io.procmgr.os;

import io.procmgr.os.linux.JnaLibrary;
import java.time.Duration;
import java.util.Map;

/**
 * The time in which somebody makes calls of Linux. When the last of an application has ended, so does what would hold on to
 * its class loader; that takes until no thread is in a call, since what is taken away from under one ends the whole JVM.
 */
final class NativeUse implements AutoCloseable {
    private static final String OURS = NativeUse.class.getPackageName() + ".";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 5;

    private NativeUse() {}

    static NativeUse begin() {
        JnaLibrary.begin();
        return new NativeUse();
    }

    /** To be called once, when no call is begun any more. */
    @Override
    public void close() {
        if (NativeUse.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            // which lives as long as the JVM
            JnaLibrary.end();
            return;
        }
        Thread caller = Thread.currentThread();
        // on a thread that ends: JNA remembers each thread that calls it
        Thread end = EngineThreads.start("end", () -> JnaLibrary.end(() -> becomesQuiet(caller)));
        EngineThreads.awaitEnd(end);
    }

    private static boolean becomesQuiet(Thread caller) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isAnybodyCalling(caller)) {
            if (System.nanoTime() > deadline) {
                System.getLogger("procmgr")
                        .log(
                                System.Logger.Level.WARNING,
                                "procmgr cannot give its native methods up: a thread is still in one of them; the class"
                                        + " loader of the application stays until the JVM ends");
                return false;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** A look at all stacks at one moment: whoever is not in one of our methods by then finds all of us closed. */
    private static boolean isAnybodyCalling(Thread caller) {
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            if (thread != caller && thread != Thread.currentThread() && !isOfAnother(thread)) {
                for (StackTraceElement frame : entry.getValue()) {
                    if (frame.getClassName().startsWith(OURS)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A thread of the procmgr of another application. */
    private static boolean isOfAnother(Thread thread) {
        return thread.getName().startsWith(EngineThreads.PREFIX)
                && thread.getContextClassLoader() != NativeUse.class.getClassLoader();
    }
}
