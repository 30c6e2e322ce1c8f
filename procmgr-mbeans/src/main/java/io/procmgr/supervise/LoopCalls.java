package io.procmgr.supervise;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Has things done on the event loop, and waits for the answer. Safe for use by several threads. */
final class LoopCalls {
    /** A loop that has not answered by then is closed, or stuck. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    private final Scheduler scheduler;

    LoopCalls(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Does it there; at once if the caller is the loop.
     *
     * @param what is done, for messages
     * @throws RefusedException if it was not done, and will not be
     */
    <T> T call(String what, Supplier<T> action) {
        if (scheduler.isLoopThread()) {
            return action.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        scheduler.execute(() -> {
            if (answer.isDone()) {
                return;
            }
            try {
                answer.complete(action.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("cannot " + what + ": interrupted");
        } catch (TimeoutException e) {
            throw new RefusedException("cannot " + what + ": the supervisor is closed or does not answer");
        } finally {
            // what was refused is not to happen later
            answer.cancel(false);
        }
    }
}
