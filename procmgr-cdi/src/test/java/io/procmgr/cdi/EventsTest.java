package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class EventsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @ManagedProcess(name = "one", command = "sleep 600", startSeconds = "0s")
    @ManagedProcess(
            name = "two",
            command = {"sh", "-c", "exit 3"},
            restart = "never")
    static class Jobs {}

    @RequestScoped
    static class Counter {
        private int count;

        int next() {
            return ++count;
        }
    }

    @ApplicationScoped
    static class History {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<String> async = new CopyOnWriteArrayList<>();
        final List<ProcessExited> exits = new CopyOnWriteArrayList<>();

        @Inject
        Counter counter;

        List<String> lines() {
            return lines;
        }

        List<String> async() {
            return async;
        }

        List<ProcessExited> exits() {
            return exits;
        }

        void started(@Observes @Job("one") ProcessStarted event, EventMetadata metadata) {
            lines.add("started " + event.job() + " " + counter.next() + " "
                    + metadata.getQualifiers().contains(Job.Literal.of("one")));
        }

        void ready(@Observes @Job("one") ProcessReady event) {
            lines.add("ready " + event.job() + " " + counter.next() + " "
                    + (Thread.currentThread().getContextClassLoader() == EventsTest.class.getClassLoader()));
        }

        void exited(@Observes @Priority(3000) ProcessExited event) {
            exits.add(event);
            if (event.job().equals("one")) {
                lines.add("exited one");
            }
        }

        void failing(@Observes @Priority(1) ProcessExited event) {
            throw new IllegalStateException("an observer fails");
        }

        void failed(@Observes ProcessFailed event) {
            lines.add("failed " + event.job());
        }

        void reloaded(@Observes ConfigReloaded event) {
            lines.add("reloaded");
        }

        void startedAsync(@ObservesAsync @Job("one") ProcessStarted event) {
            async.add("started " + counter.next());
        }

        void readyAsync(@ObservesAsync @Job("one") ProcessReady event) {
            async.add("ready " + counter.next());
        }

        void exitedAsync(@ObservesAsync @Job("one") ProcessExited event) {
            async.add("exited " + counter.next());
        }
    }

    @Test
    void observersHearInOrderOfTheirJobAloneEachInARequestOfItsOwnAndNoneIsHarmedByAnother() throws Exception {
        History history;
        List<String> lines;
        List<String> async;
        List<ProcessExited> exits;
        try (Deployed application = Deployed.with(directory, Jobs.class, Counter.class, History.class)) {
            history = application.get(History.class);
            lines = history.lines();
            async = history.async();
            exits = history.exits();
            application.job("two").await(JobState.FAILED, LONG);
            application.job("one").await(JobState.RUNNING, LONG);
            await().atMost(LONG).until(() -> history.lines().contains("failed two"));
        }
        assertThat(lines)
                .contains("reloaded", "failed two")
                .containsSubsequence("started one 1 true", "ready one 1 true", "exited one");
        assertThat(async).containsExactly("started 1", "ready 1", "exited 1");
        assertThat(exits).extracting(ProcessExited::job).containsExactly("two", "one");
        assertThat(exits.get(0).code()).hasValue(3);
        assertThat(exits.get(1).signal()).hasValue(15);
    }
}
