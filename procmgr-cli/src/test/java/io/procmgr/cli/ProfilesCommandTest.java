package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code procmgr run --profiles}: the signals of ProcLaunch. */
@ExtendWith(LeakCheck.class)
class ProfilesCommandTest {
    private static final String RUN = "#!/bin/sh\nsetsid sleep 1000 &\necho $! > pid\n";

    /** Takes no notice of TERM, and says when it does not. */
    private static final String STUBBORN = "#!/bin/sh\n"
            + "setsid perl -e '$SIG{TERM} = \"IGNORE\"; open my $f, \">\", \"deaf\"; close $f; sleep 60 while 1' &\n"
            + "echo $! > pid\n";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Path profiles;
    private Path state;

    @BeforeEach
    void makeDirectories() throws IOException {
        profiles = Files.createDirectory(directory.resolve("profiles"));
        state = directory.resolve("state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void termAndIntLeaveTheProfilesRunningAndTheNextOneTakesThemOver(String signal) throws Exception {
        profile("mail", RUN);
        long pid;
        try (Command run = start().awaitErr("mail STARTING → RUNNING")) {
            pid = pid("mail");

            assertThat(run.signal(signal).exitStatus()).isZero();
            assertThat(Command.childrenOf(state)).contains(pid);
        }
        try (Command run = start().awaitErr("→ RUNNING")) {
            assertThat(run.err()).contains("pid " + pid).doesNotContain("→ STARTING → STOPPING");
            assertThat(pid("mail")).isEqualTo(pid);

            assertThat(run.signal("HUP").exitStatus()).isEqualTo(ExitStatus.HUNG_UP);
            assertThat(Command.childrenOf(state)).isEmpty();
        }
    }

    @Test
    void hupStopsAllProfilesAndEndsWith111() throws Exception {
        profile("mail", RUN);
        profile("web", RUN);
        try (Command run = start().awaitErr("mail STARTING → RUNNING").awaitErr("web STARTING → RUNNING")) {
            assertThat(run.signal("HUP").exitStatus()).isEqualTo(111);

            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(run.err()).contains("HUP: stopping all profiles").contains("has stopped all profiles");
            assertThat(profiles.resolve("mail/pid")).doesNotExist();
        }
    }

    @Test
    void aProfileWithABlankInItsNameIsOneWordOfACommand() throws Exception {
        profile("my stop", RUN);
        profile("my start", RUN);
        try (Command run = Command.start(
                        directory, "run", "--profiles", profiles, "--state", state, "--http", "127.0.0.1:0")
                .awaitUp()
                .awaitErr("my stop STARTING → RUNNING")) {
            Client stop = Client.at(state, "stop", "my stop");

            assertThat(stop.err()).isEmpty();
            assertThat(stop.out()).isEqualTo("my stop: STOPPED\n");
            assertThat(Client.at(state, "status", "my sta*").out()).contains("my start", "RUNNING");
            assertThat(run.signal("HUP").exitStatus()).isEqualTo(111);
        }
    }

    @Test
    void secondHupEndsAtOnceAndTheStubbornStay() throws Exception {
        profile("mail", STUBBORN);
        try (Command run = start().awaitErr("mail STARTING → RUNNING")) {
            await().atMost(PATIENCE).until(() -> Files.exists(profiles.resolve("mail/deaf")));
            run.signal("HUP").awaitErr("mail RUNNING → STOPPING").signal("HUP");

            assertThat(run.exitStatus()).isEqualTo(111);
            assertThat(run.err()).contains("HUP again: ending at once");
            assertThat(Command.childrenOf(state)).contains(pid("mail"));
        } finally {
            ProcessHandle.of(pid("mail")).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void profileThatStillStartsAtHupIsStoppedAndANewOneIsNotStarted() throws Exception {
        profile("slow", "#!/bin/sh\ntouch begun\nsleep 1000\n");
        profile("mail", STUBBORN);
        try (Command run = start().awaitErr("mail STARTING → RUNNING")) {
            await().atMost(PATIENCE).until(() -> Files.exists(profiles.resolve("slow/begun")));
            await().atMost(PATIENCE).until(() -> Files.exists(profiles.resolve("mail/deaf")));
            run.signal("HUP").awaitErr("slow STARTING → STOPPING");
            profile("late", RUN);

            assertThat(run.exitStatus()).isEqualTo(111);
            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(profiles.resolve("late/pid")).doesNotExist();
        }
    }

    @Test
    void killedSupervisorLosesNoProfileAndNoneThatWasComingUpIsThereTwice() throws Exception {
        profile("mail", RUN);
        profile("slow", "#!/bin/sh\ntouch begun\nsleep 1\n" + RUN.substring(RUN.indexOf('\n') + 1));
        long mail;
        try (Command run = start().awaitErr("mail STARTING → RUNNING")) {
            mail = pid("mail");
            await().atMost(PATIENCE).until(() -> Files.exists(profiles.resolve("slow/begun")));
            run.signal("KILL").exitStatus();
        }
        try (Command run = start().awaitErr("mail ").awaitErr("slow STARTING → RUNNING")) {
            assertThat(pid("mail")).isEqualTo(mail);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Command.childrenOf(state))
                    .containsExactlyInAnyOrder(mail, pid("slow")));

            assertThat(run.signal("HUP").exitStatus()).isEqualTo(111);
            assertThat(Command.childrenOf(state)).isEmpty();
        }
    }

    @Test
    void withOtherJobsHupReadsAllAnew() throws Exception {
        profile("mail", RUN);
        Path file = Files.writeString(directory.resolve("web.job"), "command = sleep 1000\n");
        try (Command run = Command.start(
                        directory, "run", "--profiles", profiles, "--config", file, "--state", state, "--http", "off")
                .awaitErr("mail STARTING → RUNNING")
                .awaitErr("web started")) {
            run.signal("HUP").awaitErr("HUP: reading the configuration anew");
            assertThat(run.signal("TERM").exitStatus()).isZero();
            assertThat(Command.childrenOf(state)).containsExactly(pid("mail"));
        }
        try (Command run = start().awaitErr("→ RUNNING")) {
            assertThat(run.signal("HUP").exitStatus()).isEqualTo(111);
        }
    }

    @Test
    void secondOneOfTheSameStateEndsSilentlyForCron() throws Exception {
        profile("mail", RUN);
        try (Command run = start().awaitErr("mail STARTING → RUNNING")) {
            Command second = Command.run(
                    directory, "run", "--profiles", profiles, "--state", state, "--http", "off", "--if-not-running");
            assertThat(second.exitStatus()).isZero();
            assertThat(second.err() + second.out()).isEmpty();
            run.signal("HUP").exitStatus();
        }
    }

    @Test
    void checkTellsFaultyProfilesAndTheNumberOfTheOthers() throws Exception {
        profile("mail", RUN);
        assertThat(Command.run(directory, "check", "--profiles", profiles).out())
                .isEqualTo("valid: 1 jobs\n");
        Files.writeString(profiles.resolve("mail/stop_signal"), "SIGNOTHING");

        Command check = Command.run(directory, "check", "--profiles", profiles);

        assertThat(check.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(check.err()).contains("job mail: stop_signal: must be one of HUP");
    }

    private Command start() throws IOException {
        return Command.start(directory, "run", "--profiles", profiles, "--state", state, "--http", "off");
    }

    private long pid(String profile) throws IOException {
        return Long.parseLong(
                Files.readString(profiles.resolve(profile).resolve("pid")).strip());
    }

    private void profile(String name, String script) throws IOException {
        Path made = Files.createDirectory(directory.resolve("new-" + name));
        Path run = Files.writeString(made.resolve("run"), script);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(made.resolve("pid_file"), name + "/pid\n");
        Files.move(made, profiles.resolve(name));
    }
}
