package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule.Scope;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that put themselves into the background and write a pid file: true ones, late ones and liars. */
abstract class DaemonContract extends LauncherContract {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Is over, but only after a start command has done what it does, on a busy machine too. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Forks twice; what it does then is the first argument. */
    private static final String DAEMON = """
            use POSIX;
            use Time::HiRes 'sleep';
            $| = 1;
            print "start\\n";
            exit 0 if fork;
            POSIX::setsid();
            exit 0 if fork;
            sub pid { my ($text) = @_; open my $f, '>', 'pid'; print $f $text; close $f; }
            print "daemon $$\\n";
            eval $ARGV[0]; die $@ if $@;
            sleep 60 while 1;
            """;

    private static final String WRITES = "pid(\"$$\\n\");";

    private final List<Process> strangers = new ArrayList<>();

    @AfterEach
    void endStrangers() throws InterruptedException {
        for (Process stranger : strangers) {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void processIsTheOneThatThePidFileNames() {
        RecordingListener listener = launch(daemon(WRITES, LONG));

        long pid = listener.awaitLaunched().pid();

        assertThat(pid).isEqualTo(awaitNumber("out", "daemon"));
        assertThat(read("pid")).isEqualTo(pid + "\n");
        listener.process().signal(Signal.TERM, Scope.SESSION);
        listener.awaitExited();
        assertThat(directory.resolve("pid")).doesNotExist();
        assertThat(listener.told()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sleep 0.3;", "pid(substr($$, 0, 2)); sleep 0.3;", "pid(''); sleep 0.3;", "pid('no'); sleep 0.3;"
            })
    void pidFileMayComeLateOrInPieces(String before) {
        RecordingListener listener = launch(daemon(before + WRITES, LONG));

        assertThat(listener.awaitLaunched().pid()).isEqualTo(awaitNumber("out", "daemon"));
    }

    @Test
    void daemonThatClearedItsEnvironmentIsKnownByHowItCameUp() {
        String cleared =
                "%ENV = (); exec '/usr/bin/perl', '-e', 'open my $f, q(>), q(pid); print $f $$; close $f; sleep 60';";
        RecordingListener listener = launch(daemon(cleared, LONG));

        long pid = listener.awaitLaunched().pid();

        assertThat(pid).isEqualTo(awaitNumber("out", "daemon"));
        assertThat(new RunMarks(new ProcScan()).of(process(pid))).isEmpty();
    }

    @Test
    void daemonOfOneForkWithoutASessionOfItsOwnIsFollowed() {
        RecordingListener listener = launch(
                Request.sh(directory, "sleep 60 & echo $! > pid; echo start").daemon(LONG));

        RunningProcess process = listener.awaitLaunched();
        process.signal(Signal.TERM, Scope.SESSION);

        assertThat(listener.awaitExited()).doesNotContain("members left");
    }

    @Test
    void strangerInThePidFileIsNeverTouchedAndTheDaemonOfTheLiarIsEnded() throws IOException {
        long stranger = stranger();
        RecordingListener listener = launch(daemon("pid(" + stranger + ");", SHORT));

        assertThat(listener.awaitFailed())
                .isEqualTo("cannot start it: no process of it in the pid file within 2.0 s: it names pid " + stranger
                        + ", which began before the start command (pid-file=" + directory.resolve("pid") + ")");
        assertThat(alive(awaitNumber("out", "daemon"))).isFalse();
        assertThat(alive(stranger)).isTrue();
        assertThat(read("pid")).isEqualTo(Long.toString(stranger));
    }

    @Test
    void strangerThatBeginsLaterAndIsNoDaemonIsNotTaken() {
        String lie = "my $c = open(my $p, '-|'); if (!$c) { %ENV = (); exec 'sleep', '30' } "
                + "$SIG{TERM} = sub { kill 'KILL', $c; exit 0 }; "
                // until then it has the environment of its parent
                + "sleep 0.01 until do { open my $f, '<', \"/proc/$c/comm\"; <$f> =~ /sleep/ }; pid($c);";
        RecordingListener listener = launch(daemon(lie, SHORT));

        assertThat(listener.awaitFailed()).contains("which the start command has not put into the background");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "1", "-7", "0", "self", "garbage", ""})
    void staleOrSenselessPidFileDoesNotKeepItFromStarting(String text) throws IOException {
        String content =
                text.equals("self") ? Long.toString(ProcessHandle.current().pid()) : text;
        Files.writeString(directory.resolve("pid"), content);

        RecordingListener listener = launch(daemon("sleep 0.1;" + WRITES, LONG));

        assertThat(listener.awaitLaunched().pid()).isEqualTo(awaitNumber("out", "daemon"));
    }

    @Test
    void recycledPidInAnOldFileIsAStranger() throws IOException {
        Files.writeString(directory.resolve("pid"), "4");
        Files.setLastModifiedTime(directory.resolve("pid"), java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        long stranger = stranger();
        Files.writeString(directory.resolve("pid"), Long.toString(stranger));
        Files.setLastModifiedTime(directory.resolve("pid"), java.nio.file.attribute.FileTime.fromMillis(1_000_000));

        RecordingListener listener = launch(daemon("sleep 0.1;" + WRITES, LONG));

        assertThat(listener.awaitLaunched().pid()).isEqualTo(awaitNumber("out", "daemon"));
        assertThat(alive(stranger)).isTrue();
    }

    @Test
    void livingDaemonIsTakenAndNoTwinIsStarted() throws IOException {
        long pid;
        try (Engine earlier = open()) {
            RecordingListener first = new RecordingListener();
            earlier.launcher().launch(daemon(WRITES, LONG).build(), first);
            pid = first.awaitLaunched().pid();
        }

        RecordingListener listener = launch(daemon(WRITES, LONG));

        assertThat(listener.awaitLaunched().pid()).isEqualTo(pid);
        assertThat(read("out").lines().filter("start"::equals)).hasSize(1);
    }

    @Test
    void failingStartCommandIsToldAndLeavesNothing() {
        RecordingListener listener = launch(
                Request.sh(directory, "sleep 60 & echo daemon $!; exit 3").daemon(LONG));

        assertThat(listener.awaitFailed()).isEqualTo("cannot start it: the start command ended with exit status 3");
        assertThat(alive(awaitNumber("out", "daemon"))).isFalse();
    }

    @Test
    void startCommandThatStaysInTheForegroundIsEnded() {
        RecordingListener listener =
                launch(Request.sh(directory, "echo $$ > pid; exec sleep 60").daemon(SHORT));

        assertThat(listener.awaitFailed())
                .isEqualTo("cannot start it: the start command did not end within 2.0 s:"
                        + " it has to put itself into the background");
        assertThat(new RunMarks(new ProcScan()).find(directory.toString())).isEmpty();
    }

    @Test
    void launchThatIsTakenBackIsEndedWithAllThatCameOfIt() {
        RecordingListener listener = new RecordingListener();
        Launch launch = launch(daemon("$SIG{TERM} = 'IGNORE'; print \"deaf\\n\";", LONG), listener);
        awaitLine("out", "deaf");

        assertThat(launch.withdraw()).isFalse();

        assertThat(listener.awaitFailed()).isEqualTo("cannot start it: ended before it was up");
        assertThat(alive(awaitNumber("out", "daemon"))).isFalse();
    }

    @Test
    void pidFileThatNamesAnotherByThenIsLeft() throws IOException {
        RecordingListener listener = launch(daemon(WRITES, LONG));
        RunningProcess process = listener.awaitLaunched();
        Files.writeString(directory.resolve("pid"), "1234567");

        process.signal(Signal.TERM, Scope.SESSION);

        listener.awaitExited();
        assertThat(read("pid")).isEqualTo("1234567");
    }

    @Test
    void startCommandThatCannotRunIsTold() {
        RecordingListener listener = launch(new Request(directory, "./missing").daemon(LONG));

        assertThat(listener.awaitFailed()).contains("missing");
    }

    @Test
    void closingWhileOneComesUpLeavesNoThread() throws IOException {
        try (Engine other = open()) {
            RecordingListener listener = new RecordingListener();
            other.launcher().launch(daemon("", Duration.ofSeconds(60)).build(), listener);
            awaitLine("out", "start");
            awaitNumber("out", "daemon");
        }
        ProcessHandle.of(awaitNumber("out", "daemon")).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Request daemon(String script, Duration timeout) {
        return new Request(directory, "perl", "-e", DAEMON, script).daemon(timeout);
    }

    private long stranger() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        strangers.add(process);
        await().until(() -> process(process.pid()).command().equals("sleep"));
        return process.pid();
    }
}
