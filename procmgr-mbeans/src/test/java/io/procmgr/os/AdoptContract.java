package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule.Scope;
import io.procmgr.supervise.MarkedProcess;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taking charge of processes that somebody else made. */
abstract class AdoptContract extends LauncherContract {
    /** In a session of its own, with a parent that reaps it: writes {@code main PID}. */
    private static final String LEADER = "setsid \"$@\" & echo main $!; wait $!";

    private static final String MAIN_AND_TWO_MEMBERS = """
            $| = 1;
            my ($mark, $command) = @ARGV;
            sub member {
                my ($name, $mark) = @_;
                if (fork() == 0) {
                    $ENV{PROCMGR_RUN} = $mark; delete $ENV{PROCMGR_RUN} unless $mark;
                    exec 'perl', '-e', '$| = 1; print "$ARGV[0] $$\\n"; sleep 60 while 1', $name;
                }
            }
            use POSIX;
            POSIX::setsid();
            member('main', $mark);
            member('kin', $mark);
            member('stranger', 'other/job/1');
            wait for 1 .. 3;
            """;

    private final List<Process> parents = new ArrayList<>();

    /** What this engine may know of a process that ended so. */
    abstract List<String> known(String status);

    @AfterEach
    void endParents() throws InterruptedException {
        for (Process parent : parents) {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void endOfAnAdoptedProcessIsToldWithItsStatus() throws IOException {
        ProcessIdentity main =
                leader("perl", "-e", "$SIG{TERM} = sub { exit 7 }; print \"ready\\n\"; sleep 60 while 1");
        RecordingListener listener = adopt(main);

        listener.process().signal(Signal.TERM, Scope.SESSION);

        assertThat(listener.awaitExited()).isIn(known("exit status 7"));
        assertThat(listener.told()).hasSize(1);
    }

    @Test
    void signalThatEndedAnAdoptedProcessIsKnown() throws IOException {
        RecordingListener listener = adopt(leader("sleep", "60"));

        listener.process().signal(Signal.KILL, Scope.PROCESS);

        assertThat(listener.awaitExited()).isIn(known("signal 9"));
    }

    @Test
    void recycledPidIsNeverTouched() throws IOException {
        ProcessIdentity main = leader("sleep", "60");
        RecordingListener listener = new RecordingListener();

        assertThat(launcher().adopt(new ProcessIdentity(main.pid(), main.startTicks() - 1), listener))
                .isEmpty();
        assertThat(launcher().adopt(new ProcessIdentity(main.pid(), -1), listener))
                .isEmpty();

        assertThat(alive(main.pid())).isTrue();
        assertThat(listener.told()).isEmpty();
    }

    @Test
    void zombieIsNotAdopted() throws IOException {
        start("perl", "-e", "$| = 1; my $child = fork(); exit 3 if $child == 0; print \"zombie $child\\n\"; sleep 60");
        long zombie = awaitNumber("out", "zombie");
        await().until(() -> process(zombie).state() == 'Z');

        assertThat(launcher().adopt(process(zombie).identity(), new RecordingListener()))
                .isEmpty();
    }

    @Test
    void neitherTheFirstProcessNorTheSupervisorIsAdopted() {
        RecordingListener listener = new RecordingListener();

        assertThat(launcher().adopt(process(1).identity(), listener)).isEmpty();
        assertThat(launcher().adopt(process(ProcessHandle.current().pid()).identity(), listener))
                .isEmpty();
    }

    @Test
    void endThatNobodyTakesNoticeOfIsToldAllTheSame() throws IOException {
        start(
                "perl",
                "-e",
                "$| = 1; use POSIX; my $child = fork(); if ($child == 0) { POSIX::setsid(); sleep 60; }"
                        + " print \"main $child\\n\"; sleep 60");
        long main = awaitNumber("out", "main");
        await().until(() -> process(main).session() == main);
        RecordingListener listener = adopt(process(main).identity());

        listener.process().signal(Signal.TERM, Scope.SESSION);

        assertThat(listener.awaitExited()).isIn(known("signal 15"));
        assertThat(process(main).state()).isEqualTo('Z');
    }

    @Test
    void childOfAnEarlierSupervisorInThisJvmIsAChildAgain() throws IOException {
        ProcessIdentity main;
        try (Engine earlier = open()) {
            RecordingListener first = new RecordingListener();
            earlier.launcher()
                    .launch(
                            Request.sh(directory, "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done")
                                    .build(),
                            first);
            main = first.awaitLaunched().identity();
            awaitLine("out", "ready");
        }

        RecordingListener listener = adopt(main);
        listener.process().signal(Signal.TERM, Scope.PROCESS);

        assertThat(listener.awaitExited())
                .matches(exit -> known("exit status 7").stream().anyMatch(exit::startsWith));
        assertThat(new ProcScan().process(main)).isEmpty();
    }

    @Test
    void sessionOfAnAdoptedLeaderIsReachedAndItsEndIsTold() throws IOException {
        ProcessIdentity main = leader(
                "perl",
                "-e",
                "$| = 1; my $child = fork();"
                        + " if ($child == 0) { setpgrp(0, 0); $SIG{TERM} = 'IGNORE'; print \"child $$\\n\"; sleep 60 while 1; }"
                        + " sleep 60 while 1;");
        long child = awaitNumber("out", "child");
        RecordingListener listener = adopt(main);

        listener.process().signal(Signal.TERM, Scope.SESSION);
        assertThat(listener.awaitExited())
                .isIn(known("signal 15").stream()
                        .map(status -> status + ", members left")
                        .toList());
        assertThat(alive(child)).isTrue();
        listener.process().signal(Signal.KILL, Scope.SESSION);

        listener.awaitTold("members gone");
        assertThat(alive(child)).isFalse();
    }

    @Test
    void membersOfAForeignSessionAreReachedOnlyWithTheSameMark() throws IOException {
        start("perl", "-e", MAIN_AND_TWO_MEMBERS, Request.mark(directory));
        long main = awaitNumber("out", "main");
        long kin = awaitNumber("out", "kin");
        long stranger = awaitNumber("out", "stranger");
        RecordingListener listener = adopt(process(main).identity());

        listener.process().signal(Signal.TERM, Scope.SESSION);

        listener.awaitExited();
        await().atMost(Duration.ofSeconds(20)).until(() -> !alive(kin));
        assertThat(alive(stranger)).isTrue();
        assertThat(alive(process(stranger).session())).isTrue();
    }

    @Test
    void withoutAMarkNobodyElseOfAForeignSessionIsReached() throws IOException {
        start("perl", "-e", MAIN_AND_TWO_MEMBERS, "");
        long main = awaitNumber("out", "main");
        long kin = awaitNumber("out", "kin");
        long stranger = awaitNumber("out", "stranger");
        RecordingListener listener = adopt(process(main).identity());

        listener.process().signal(Signal.TERM, Scope.SESSION);

        assertThat(listener.awaitExited()).isIn(known("signal 15"));
        assertThat(alive(kin)).isTrue();
        assertThat(alive(stranger)).isTrue();
    }

    @Test
    void launchedProcessHasAnIdentityAndAnAge() {
        RunningProcess process = launch(new Request(directory, "sleep", "60")).awaitLaunched();

        assertThat(process.identity()).isEqualTo(process(process.pid()).identity());
        await().atMost(Duration.ofSeconds(20)).until(() -> process.ageMillis() > 0);
        assertThat(process.ageMillis()).isLessThan(20_000);
    }

    @Test
    void markedProcessesAreFoundWithAndWithoutTheirLeader() {
        RecordingListener listener = launch(Request.sh(directory, "sleep 60 & echo member $!; exec sleep 61"));
        RunningProcess leader = listener.awaitLaunched();
        long member = awaitNumber("out", "member");
        assertThat(engine().finder().find(directory.toString()))
                .contains(new MarkedProcess(Request.mark(directory), leader.identity(), leader.pid(), true))
                .contains(new MarkedProcess(
                        Request.mark(directory), process(member).identity(), leader.pid(), true));

        leader.signal(Signal.KILL, Scope.PROCESS);
        listener.awaitExited();

        assertThat(engine().finder().find(directory.toString()))
                .containsExactly(new MarkedProcess(
                        Request.mark(directory), process(member).identity(), leader.pid(), true));
        assertThat(engine().finder().find(directory.toString().substring(1))).isEmpty();
    }

    private RecordingListener adopt(ProcessIdentity identity) {
        RecordingListener listener = new RecordingListener();
        Optional<RunningProcess> process = launcher().adopt(identity, listener);
        assertThat(process).isPresent();
        assertThat(process.get().identity()).isEqualTo(identity);
        return listener.of(process.get());
    }

    private ProcessIdentity leader(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", LEADER, "sh"));
        words.addAll(List.of(command));
        start(words.toArray(String[]::new));
        long main = awaitNumber("out", "main");
        await().until(() -> process(main).command().equals(command[0]));
        return process(main).identity();
    }

    private void start(String... command) throws IOException {
        File out = directory.resolve("out").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(out);
        Map<String, String> environment = builder.environment();
        environment.remove("PROCMGR_RUN");
        parents.add(builder.start());
    }
}
