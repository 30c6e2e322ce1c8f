package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule.Scope;
import io.procmgr.supervise.RunningProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom signals reach, and what is told of those who outlive the main process. */
abstract class SignalContract extends LauncherContract {
    /** Perl makes groups as a shell with job control does. */
    private static final String CHILD_IN_OWN_GROUP = """
            $| = 1;
            $SIG{USR1} = sub { exit 3 };
            my $child = fork();
            if ($child == 0) { setpgrp(0, 0); $SIG{TERM} = $ARGV[0]; print "child $$\\n"; sleep 60 while 1; }
            sleep 60 while 1;
            """;

    @ParameterizedTest
    @EnumSource(Scope.class)
    void termEndsTheMainProcess(Scope scope) {
        RecordingListener listener = launch(new Request(directory, "sleep", "60"));

        listener.awaitLaunched().signal(Signal.TERM, scope);

        assertThat(listener.awaitExited()).isEqualTo("signal 15");
        assertThat(listener.told()).containsExactly("launched", "exited: signal 15");
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "WINCH"})
    void everySignalArrives(Signal signal) {
        RecordingListener listener = launch(new Request(
                directory,
                "perl",
                "-e",
                "$| = 1; $SIG{$ARGV[0]} = sub { exit 7 }; print \"ready\\n\"; sleep 60 while 1;",
                signal.name()));
        awaitLine("out", "ready");

        listener.awaitLaunched().signal(signal, Scope.PROCESS);

        assertThat(listener.awaitExited()).isEqualTo("exit status 7");
    }

    @Test
    void sessionMeansEveryProcessGroup() {
        RecordingListener listener = launch(new Request(directory, "perl", "-e", CHILD_IN_OWN_GROUP, "DEFAULT"));
        long child = awaitNumber("out", "child");
        assertThat(process(child).group()).isEqualTo(child);

        listener.awaitLaunched().signal(Signal.TERM, Scope.SESSION);

        listener.awaitExited();
        await().atMost(Duration.ofSeconds(20)).until(() -> !alive(child));
    }

    @Test
    void processMeansTheMainProcessAlone() {
        RecordingListener listener = launch(new Request(directory, "perl", "-e", CHILD_IN_OWN_GROUP, "DEFAULT"));
        long child = awaitNumber("out", "child");

        listener.awaitLaunched().signal(Signal.TERM, Scope.PROCESS);

        assertThat(listener.awaitExited()).isEqualTo("signal 15, members left");
        assertThat(alive(child)).isTrue();
    }

    @Test
    void leftoversAreToldAndReachedAndTheirEndIsTold() {
        RecordingListener listener = launch(new Request(directory, "perl", "-e", CHILD_IN_OWN_GROUP, "IGNORE"));
        RunningProcess process = listener.awaitLaunched();
        long child = awaitNumber("out", "child");

        process.signal(Signal.USR1, Scope.PROCESS);
        assertThat(listener.awaitExited()).isEqualTo("exit status 3, members left");
        assertThat(alive(child)).isTrue();
        process.signal(Signal.KILL, Scope.SESSION);

        listener.awaitTold("members gone");
        assertThat(alive(child)).isFalse();
        assertThat(listener.told()).containsExactly("launched", "exited: exit status 3, members left", "members gone");
    }

    @Test
    void membersThatEndByThemselvesAreToldOnce() {
        RecordingListener listener = launch(Request.sh(directory, "sleep 0.3 & exit 0"));

        listener.awaitTold("members gone");

        assertThat(listener.told()).containsExactly("launched", "exited: exit status 0, members left", "members gone");
    }

    @Test
    void stoppedProcessEndsOnKill() {
        RecordingListener listener = launch(new Request(directory, "sleep", "60"));
        stop(listener.awaitLaunched());

        listener.awaitLaunched().signal(Signal.KILL, Scope.SESSION);

        assertThat(listener.awaitExited()).isEqualTo("signal 9");
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void stoppedProcessEndsOnTermThenCont(Scope scope) {
        RecordingListener listener = launch(new Request(directory, "sleep", "60"));
        stop(listener.awaitLaunched());

        listener.awaitLaunched().signal(Signal.TERM, scope);
        listener.awaitLaunched().signal(Signal.CONT, scope);

        assertThat(listener.awaitExited()).isEqualTo("signal 15");
    }

    @Test
    void signalsKeepTheirOrder() {
        RecordingListener listener = launch(new Request(
                directory,
                "perl",
                "-e",
                "$| = 1; $SIG{HUP} = sub { print \"HUP\\n\" }; $SIG{USR1} = sub { print \"USR1\\n\"; exit 0 };"
                        + " print \"ready\\n\"; sleep 60 while 1;"));
        awaitLine("out", "ready");
        RunningProcess process = listener.awaitLaunched();

        process.signal(Signal.HUP, Scope.SESSION);
        awaitLine("out", "HUP");
        process.signal(Signal.STOP, Scope.SESSION);
        process.signal(Signal.CONT, Scope.SESSION);
        process.signal(Signal.USR1, Scope.SESSION);

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        assertThat(read("out")).isEqualTo("ready\nHUP\nUSR1\n");
    }

    @Test
    void deadProcessIsSignalledInVain() {
        RecordingListener listener = launch(Request.sh(directory, "exit 0"));
        RunningProcess process = listener.awaitLaunched();
        listener.awaitExited();

        process.signal(Signal.KILL, Scope.SESSION);
        process.signal(Signal.KILL, Scope.PROCESS);

        // one more that does arrive: those before it have been dealt with
        RecordingListener other = launch(new Request(directory, "sleep", "60"));
        other.awaitLaunched().signal(Signal.TERM, Scope.PROCESS);
        other.awaitExited();
        assertThat(listener.told()).containsExactly("launched", "exited: exit status 0");
    }

    @Test
    void twoHundredEndAtOnce() {
        List<RecordingListener> listeners = IntStream.range(0, 200)
                .mapToObj(number -> launch(Request.sh(directory, "sleep 60 & wait")))
                .toList();
        listeners.forEach(RecordingListener::awaitLaunched);

        listeners.forEach(listener -> listener.awaitLaunched().signal(Signal.TERM, Scope.SESSION));

        listeners.forEach(listener -> assertThat(listener.awaitExited()).startsWith("signal 15"));
    }

    private void stop(RunningProcess process) {
        process.signal(Signal.STOP, Scope.SESSION);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> process(process.pid()).state() == 'T');
    }
}
