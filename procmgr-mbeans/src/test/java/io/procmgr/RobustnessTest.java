package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is missing or misbehaves costs the job that needs it, says what it is, and is over when it is mended. */
@ExtendWith(LeakCheck.class)
class RobustnessTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    private long healthy;

    private void startBeside(String sick) {
        supervisor.start(home, job("healthy"), sick);
        healthy = supervisor.pid("healthy");
    }

    private void saysWhy(String message) {
        supervisor.awaitState("sick", JobState.BACKOFF);
        assertThat(supervisor.messages("sick", Kind.NOTICE)).containsExactly(message);
        assertThat(supervisor.status("sick").history().lastError()).isEqualTo(message);
        assertThat(supervisor.status("sick").nextStartMillis()).isPresent();
    }

    private void recovers() {
        supervisor.command("sick", JobCommand.RESTART);
        assertThat(supervisor.pid("sick")).isPositive();
        assertThat(supervisor.status("healthy").pid()).hasValue(healthy);
        assertThat(supervisor.launches("healthy")).isOne();
        assertThat(supervisor.messages("healthy", Kind.NOTICE)).isEmpty();
    }

    @Test
    void aProgramThatIsMissing() throws IOException {
        Path program = home.resolve("program");
        startBeside(job("sick", "cmd " + program));
        saysWhy("cannot run " + program + ": it does not exist");
        Files.writeString(program, "#!/bin/sh\nexec sleep 1000\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        recovers();
    }

    @Test
    void aDirectoryThatIsMissing() throws IOException {
        Path directory = home.resolve("run");
        startBeside(job("sick", "dir " + directory));
        saysWhy("cannot enter the directory " + directory + ": it does not exist");
        Files.createDirectory(directory);

        recovers();
    }

    @Test
    void aUserWhoIsMissing() {
        startBeside(job("sick", "user nobody-of-that-name"));
        saysWhy("cannot become user nobody-of-that-name: there is no such user");
        supervisor.write(job("healthy"), job("sick"));

        assertThat(supervisor.pid("sick")).isPositive();
        recovers();
    }

    @Test
    void aLogDirectoryThatIsMissing() throws IOException {
        Path logs = home.resolve("logs");
        startBeside(job("sick", "out logs/out"));
        saysWhy("cannot append to the log file " + logs + "/out: " + logs + " does not exist");
        Files.createDirectory(logs);

        recovers();
    }

    @Test
    void theSupervisorsOwnLogDirectoryThatVanishes() throws IOException {
        startBeside(job("sick", "disable"));
        Path logs = supervisor.log("healthy").getParent();
        Files.move(logs, home.resolve("moved"));
        supervisor.command("sick", JobCommand.ENABLE);
        saysWhy("cannot append to the log file " + logs + "/sick.log: " + logs + " does not exist");
        Files.createDirectory(logs);

        recovers();
    }

    @Test
    void aLogDirectoryOfAUserThatVanishesLeavesNothingBehind() throws IOException {
        Root.isNeeded();
        startBeside(job("sick", "user nobody", "disable"));
        Path logs = supervisor.log("healthy").getParent();
        Files.move(logs, home.resolve("moved"));
        supervisor.command("sick", JobCommand.ENABLE);
        saysWhy("cannot append to the log file " + logs + "/sick.log: " + logs + " does not exist");
        Files.createDirectory(logs);

        recovers();
    }

    @Test
    void aJobThatEndsAtOnceForEver() {
        startBeside(job("sick", sh("exit 1")));
        for (int launches = 1; launches <= 5; launches++) {
            long expected = launches;
            until(() -> supervisor.launches("sick") == expected && supervisor.state("sick") == JobState.BACKOFF);
            supervisor.command("sick", JobCommand.START);
        }
        until(() -> supervisor.launches("sick") == 6);

        assertThat(supervisor.status("sick").history().failureCount()).isGreaterThanOrEqualTo(5);
        assertThat(supervisor.status("healthy").pid()).hasValue(healthy);
    }

    @Test
    void aJobThatForksIntoOtherGroupsAndDies() {
        String forks =
                "cmd /usr/bin/perl -e \"$| = 1; for (1..3) { if (!fork) { setpgrp; print qq($$\\n); sleep 1000 } }"
                        + " until (-e q(go)) { select undef, undef, undef, 0.01 } exit 4\"";
        startBeside(job("sick", forks));
        until(() -> text(supervisor.log("sick")).lines().count() == 3);
        RunningSupervisor.write(home.resolve("go"), "");
        supervisor.awaitState("sick", JobState.BACKOFF);

        assertThat(supervisor.message("sick", Kind.EXITED))
                .contains("exit status 4", "members of its session live on and are ended");
        assertThat(text(supervisor.log("sick"))
                        .lines()
                        .mapToLong(Long::parseLong)
                        .mapToObj(ProcessFacts::new))
                .noneMatch(ProcessFacts::alive);
        assertThat(supervisor.status("healthy").pid()).hasValue(healthy);
    }
}
