package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.os.linux.DatagramReceiver;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code procmgr run} tells whoever has started it as a service, over a real socket. */
@ExtendWith(LeakCheck.class)
class ServiceStateTest {
    private static final String JOBS = """
            procmgr.jobs.sleeper.command = sleep 1000
            procmgr.jobs.teller.command = env
            procmgr.jobs.teller.restart = once
            procmgr.jobs.teller.env.NOTIFY_OF_ITS_OWN = kept
            """;

    @TempDir
    private Path directory;

    private Path jobs;

    @BeforeEach
    void writeJobs() throws IOException {
        jobs = Files.writeString(directory.resolve("jobs.properties"), JOBS);
    }

    private Command run(DatagramReceiver receiver, Object... options) throws IOException {
        Object[] words = {"run", jobs, "--state", directory.resolve("state"), "--http", "off"};
        Object[] all = new Object[words.length + options.length];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(words, 0, all, options.length, words.length);
        ProcessBuilder builder = Command.builder(all);
        builder.environment().put("NOTIFY_SOCKET", receiver.name());
        builder.environment().put("WATCHDOG_USEC", "400000");
        return Command.start(directory, builder);
    }

    private static void awaitMessage(DatagramReceiver receiver, String text) {
        await().alias(text)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(receiver::messages, messages -> messages.stream().anyMatch(message -> message.contains(text)));
    }

    private void tellsItsWholeLife(DatagramReceiver receiver, String engine) throws Exception {
        try (Command run = run(receiver, "-Dprocmgr.engine=" + engine)) {
            awaitMessage(receiver, "READY=1\nMAINPID=" + run.pid() + "\nSTATUS=2 jobs: ");
            awaitMessage(receiver, "STATUS=2 jobs: 1 running, 1 completed");
            awaitMessage(receiver, "WATCHDOG=1");

            int before = receiver.messages().size();
            long asked = DatagramReceiver.monotonicMicros();
            run.signal("HUP");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> later(receiver, before).contains("READY=1"));
            String reloading = later(receiver, before).stream()
                    .filter(message -> message.startsWith("RELOADING=1\n"))
                    .findFirst()
                    .orElseThrow();
            assertThat(later(receiver, before)).containsSubsequence(reloading, "READY=1");
            assertThat(Long.parseLong(reloading.replace("RELOADING=1\nMONOTONIC_USEC=", "")))
                    .isBetween(asked, DatagramReceiver.monotonicMicros());

            Files.writeString(jobs, JOBS + "procmgr.jobs.sleeper.stop.timeout = never\n");
            run.signal("HUP");
            awaitMessage(receiver, "STATUS=2 jobs: 1 running, 1 completed; the configuration has errors");

            assertThat(run.signal("TERM").exitStatus()).isZero();
            awaitMessage(receiver, "STOPPING=1\nEXTEND_TIMEOUT_USEC=35000000");
            assertThat(Files.readString(directory.resolve("state/log/teller.log")))
                    .contains("NOTIFY_OF_ITS_OWN=kept")
                    .doesNotContain("NOTIFY_SOCKET", "WATCHDOG_");
            assertThat(run.err()).doesNotContain("service manager");
        }
    }

    private static List<String> later(DatagramReceiver receiver, int first) {
        List<String> all = receiver.messages();
        return all.subList(first, all.size());
    }

    @Test
    void itTellsThatItIsUpReloadsAndEndsAndHowItsJobsAre() throws Exception {
        try (DatagramReceiver receiver = DatagramReceiver.at(directory.resolve("notify"))) {
            tellsItsWholeLife(receiver, "native");
        }
    }

    @Test
    void theJavaEngineTellsTheSame() throws Exception {
        try (DatagramReceiver receiver = DatagramReceiver.abstractOne()) {
            tellsItsWholeLife(receiver, "java");
        }
    }

    /** Needs systemd-notify. */
    @Test
    void whereJnaCannotBeLoadedTheToolOfSystemdTells() throws Exception {
        MonitoringExamples.require("systemd-notify", "systemd");
        try (DatagramReceiver receiver = DatagramReceiver.at(directory.resolve("notify"));
                Command run = run(
                        receiver, "-Djna.noclasspath=true", "-Djna.nosys=true", "-Djna.boot.library.path=/nowhere")) {
            awaitMessage(receiver, "READY=1");
            awaitMessage(receiver, "WATCHDOG=1");

            assertThat(run.signal("TERM").exitStatus()).isZero();
            awaitMessage(receiver, "STOPPING=1");
            assertThat(run.err()).doesNotContain("service manager");
        }
    }

    @Test
    void aSocketThatNobodyListensToIsToldOnceAndHarmsNothing() throws Exception {
        DatagramReceiver gone = DatagramReceiver.at(directory.resolve("notify"));
        gone.close();
        try (Command run = run(gone).awaitUp().awaitErr("cannot tell its service manager how it is")) {
            run.awaitErr("teller STARTING");
            assertThat(run.signal("TERM").exitStatus()).isZero();

            assertThat(run.err().split("cannot tell its service manager", -1)).hasSize(2);
        }
    }
}
