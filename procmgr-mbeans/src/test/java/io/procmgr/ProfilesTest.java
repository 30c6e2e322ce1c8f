package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Profile directories under a whole supervisor: real daemons that start, change, vanish and come back. */
@ExtendWith(LeakCheck.class)
class ProfilesTest {
    /** A daemon that writes down what signals it gets; HUP is no end to it. */
    private static final String DAEMON = "#!/bin/sh\n"
            + "echo start\n"
            + "setsid perl -e '$| = 1;"
            + " for my $s (qw(HUP USR1 INT TERM)) { $SIG{$s} = sub { print \"$s\\n\"; exit 0 if $s ne \"HUP\" } }"
            + " print \"up\\n\"; print STDERR \"error\\n\"; sleep 60 while 1' &\n"
            + "echo $! > pid\n";

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    private Path profiles;

    @BeforeEach
    void makeDirectory() throws IOException {
        profiles = Files.createDirectory(home.resolve("profiles"));
    }

    /** They would live on. */
    @AfterEach
    void stopAll() {
        if (supervisor.procMgr() != null) {
            supervisor.procMgr().shutDownAll();
        }
    }

    @Test
    void profilesOutliveTheirSupervisorAndTheNextOneTakesThemOver() {
        profile("mail");
        profile("web");
        supervisor.startWithProfiles(home, profiles);
        long mail = up("mail");
        long web = up("web");

        supervisor.close();
        assertThat(ProcessHandle.of(mail)).isPresent();
        write("web", "run", DAEMON + "# changed while no supervisor ran\n");
        supervisor.startWithProfiles(home, profiles);

        assertThat(supervisor.pid("mail")).isEqualTo(mail);
        supervisor.pidAfter("web", web);
        assertThat(log("mail")).containsOnlyOnce("start");
        supervisor.command("mail", JobCommand.STOP);
        supervisor.awaitState("mail", JobState.STOPPED);
        assertThat(profiles.resolve("mail/pid")).doesNotExist();
    }

    @Test
    void profilesAreStoppedIfAllIsToBeStopped() {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);
        up("mail");

        supervisor.procMgr().shutDownAll();
        supervisor.close();

        assertThat(log("mail")).endsWith("TERM\n");
    }

    @Test
    void profileIsStartedEvenWithoutRestartAndLogsBothStreams() {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);

        assertThat(text(profiles.resolve("mail/pid")).strip()).isEqualTo(Long.toString(up("mail")));
        until(() -> log("mail").contains("error"));
        assertThat(log("mail")).startsWith("start\n").contains("up\n");
    }

    @Test
    void daemonWithRestartIsStartedAgainAndOneWithoutIsNot() {
        profile("mail");
        profile("web");
        write("mail", "restart", "");
        supervisor.startWithProfiles(home, profiles);
        long mail = up("mail");
        up("web");

        kill("mail");
        kill("web");

        supervisor.pidAfter("mail", mail);
        supervisor.awaitState("web", JobState.FAILED);
        assertThat(supervisor.launches("web")).isEqualTo(1);
    }

    @Test
    void restartThatIsAddedOrRemovedWhileItRunsDecidesItsFateAndDisturbsNothing() throws IOException {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);
        long first = up("mail");

        write("mail", "restart", "");
        supervisor.awaitGeneration(2);
        assertThat(supervisor.pid("mail")).isEqualTo(first);
        kill("mail");
        long second = supervisor.pidAfter("mail", first);
        Files.delete(profiles.resolve("mail/restart"));
        supervisor.awaitGeneration(3);
        assertThat(supervisor.pid("mail")).isEqualTo(second);
        kill("mail");

        supervisor.awaitState("mail", JobState.FAILED);
    }

    @Test
    void changedProfileIsStoppedByItsSignalAndStartedAgain() {
        profile("mail");
        write("mail", "stop_signal", "USR1");
        supervisor.startWithProfiles(home, profiles);
        long first = up("mail");

        write("mail", "run", DAEMON + "# changed\n");

        supervisor.pidAfter("mail", first);
        assertThat(log("mail")).contains("USR1\n");
    }

    @Test
    void touchedProfileWithReloadGetsTheSignalAndStays() throws IOException {
        profile("mail");
        write("mail", "reload", "");
        supervisor.startWithProfiles(home, profiles);
        long pid = up("mail");

        Files.setLastModifiedTime(profiles.resolve("mail/run"), FileTime.fromMillis(1_000));

        until(() -> log("mail").contains("HUP\n"));
        assertThat(supervisor.pid("mail")).isEqualTo(pid);
        assertThat(supervisor.messages("mail", Kind.NOTICE))
                .contains("signal HUP sent: a file of its definition changed");
    }

    @Test
    @Tag("any-engine")
    void stopSignalIsTheOneThatHoldsWhenItIsStopped() {
        profile("mail");
        write("mail", "stop_signal", "TERM");
        supervisor.startWithProfiles(home, profiles);
        long pid = up("mail");

        write("mail", "stop_signal", "INT");
        supervisor.awaitGeneration(2);
        assertThat(supervisor.pid("mail")).isEqualTo(pid);
        write("mail", "run", DAEMON + "# changed\n");

        supervisor.pidAfter("mail", pid);
        assertThat(log("mail")).contains("INT\n").doesNotContain("TERM\n");
    }

    @Test
    @Tag("any-engine")
    void anotherPathInPidFileIsHonoured() {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);
        long first = up("mail");

        write("mail", "run", DAEMON.replace("> pid", "> other"));
        write("mail", "pid_file", "mail/other");

        long second = supervisor.pidAfter("mail", first);
        until(() -> text(profiles.resolve("mail/other")).strip().equals(Long.toString(supervisor.pid("mail"))));
        assertThat(second).isPositive();
        until(() -> !Files.exists(profiles.resolve("mail/pid")));
    }

    @Test
    @Tag("any-engine")
    void profileWithABlankInItsNameHasAnMBeanToo() throws Exception {
        profile("two words");
        supervisor.startWithProfiles(home, profiles);
        up("two words");

        ObjectName name = new ObjectName("procmgr:type=Process,app=" + home.getFileName() + ",name=two%20words");
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Name"))
                .isEqualTo("two words");
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Owner"))
                .isEqualTo("pidfile");
    }

    @Test
    @Tag("any-engine")
    void editRevivesAProfileThatHasEnded() {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);
        long first = up("mail");
        kill("mail");
        supervisor.awaitState("mail", JobState.FAILED);

        write("mail", "run", DAEMON + "# changed\n");

        supervisor.pidAfter("mail", first);
    }

    @Test
    void runThatFailsIsTriedAgain() {
        profile("mail");
        write("mail", "restart", "");
        write("mail", "run", "#!/bin/sh\necho start\nexit 3\n");
        supervisor.startWithProfiles(home, profiles);

        until(() -> log("mail").lines().count() >= 2);

        assertThat(supervisor.message("mail", Kind.NOTICE))
                .isEqualTo("cannot start it: the start command ended with exit status 3");
    }

    @Test
    @Tag("any-engine")
    void faultyProfileIsToldAndTheOthersRun() {
        profile("mail");
        write("mail", "stop_signal", "SIGNOTHING");
        profile("web");
        supervisor.startWithProfiles(home, profiles);

        up("web");
        assertThat(supervisor.find("mail")).isEmpty();
        assertThat(supervisor.awaitReloadError()).contains("job mail: stop_signal: must be one of HUP");
        write("mail", "stop_signal", "SIGINT");
        up("mail");
        assertThat(supervisor.procMgr().supervisor().config().lastReloadError()).isEmpty();
    }

    @Test
    @Tag("any-engine")
    void runningProfileThatBecomesFaultyRunsOn() throws IOException {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);
        long pid = up("mail");

        Files.delete(profiles.resolve("mail/pid_file"));

        assertThat(supervisor.awaitReloadError()).contains("job mail: pid_file: is missing");
        assertThat(supervisor.pid("mail")).isEqualTo(pid);
    }

    @Test
    void newProfileIsStartedAndAVanishedOneIsStoppedByItsSignalAndForgotten() throws IOException {
        profile("mail");
        supervisor.startWithProfiles(home, profiles);
        long mail = up("mail");

        profile("web", "stop_signal", "USR1");
        up("web");
        Path away = home.resolve("away");
        Files.move(profiles.resolve("web"), away);
        until(() -> supervisor.find("web").isEmpty());

        assertThat(text(away.resolve("run.log"))).contains("USR1\n");
        assertThat(supervisor.pid("mail")).isEqualTo(mail);
        Files.move(away, profiles.resolve("web"));
        up("web");
    }

    @Test
    void livingDaemonIsTakenOverAndNotStarted() throws IOException, InterruptedException {
        profile("mail");
        Process byHand = new ProcessBuilder("./run")
                .directory(profiles.resolve("mail").toFile())
                .redirectOutput(home.resolve("hand").toFile())
                .redirectErrorStream(true)
                .start();
        byHand.waitFor();
        until(() -> text(home.resolve("hand")).contains("up"));
        long pid = Long.parseLong(text(profiles.resolve("mail/pid")).strip());

        supervisor.startWithProfiles(home, profiles);

        assertThat(supervisor.pid("mail")).isEqualTo(pid);
        assertThat(log("mail")).isEmpty();
    }

    /** Its pid, once it says that it is up. */
    private long up(String name) {
        long pid = supervisor.pid(name);
        until(() -> log(name).contains("up\n"));
        return pid;
    }

    private void kill(String name) {
        supervisor.procMgr().supervisor().signal(new JobName(name), Signal.KILL);
    }

    private String log(String name) {
        return text(profiles.resolve(name).resolve("run.log"));
    }

    /** Made beside the others and moved there, complete. */
    private void profile(String name, String... more) {
        try {
            Path directory = Files.createDirectory(home.resolve("new-" + name));
            Path run = Files.writeString(directory.resolve("run"), DAEMON);
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(directory.resolve("pid_file"), name + "/pid\n");
            for (int i = 0; i < more.length; i += 2) {
                Files.writeString(directory.resolve(more[i]), more[i + 1]);
            }
            Files.move(directory, profiles.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String file, String text) {
        RunningSupervisor.write(profiles.resolve(name).resolve(file), text);
    }
}
