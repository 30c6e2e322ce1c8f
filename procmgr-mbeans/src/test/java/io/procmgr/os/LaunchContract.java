package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.LogTarget;
import io.procmgr.job.Resource;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.RunningProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In what state a child begins, and how its end is told. */
abstract class LaunchContract extends LauncherContract {
    @Test
    void childLeadsASessionAndAGroupOfItsOwn() {
        RecordingListener listener = launch(new Request(directory, "sleep", "60"));

        RunningProcess process = listener.awaitLaunched();

        ProcEntry entry = process(process.pid());
        assertThat(entry.command()).isEqualTo("sleep");
        assertThat(entry.session()).isEqualTo(process.pid());
        assertThat(entry.group()).isEqualTo(process.pid());
    }

    @Test
    void endsOfOtherChildrenOfTheJvmAreLeftToThem() throws Exception {
        Process other = new ProcessBuilder("sh", "-c", "exit 7").start();
        launch(new Request(directory, "true")).awaitExited();

        assertThat(other.waitFor()).isEqualTo(7);
    }

    @Test
    void onlyTheThreeStandardDescriptorsAreOpen() {
        String open = outputOf(new Request(directory, "ls", "/proc/self/fd"));

        // the fourth is the directory that ls reads
        assertThat(open.lines()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void noSignalIsBlockedOrIgnored() {
        String status = outputOf(new Request(directory, "grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"));

        // 32 and 33 belong to the C library, which lets nobody reset them
        long ofLibrary = 0x1_8000_0000L;
        assertThat(status.lines().map(line -> Long.parseLong(line.split("\\s+")[1], 16) & ~ofLibrary))
                .containsExactly(0L, 0L);
    }

    @Test
    void standardInputIsEmptyUnlessAFileIsGiven() throws IOException {
        Files.writeString(directory.resolve("given"), "from a file");

        outputOf(new Request(directory, "cat"));
        assertThat(read("out")).isEmpty();
        outputOf(new Request(directory, "cat").input(Path.of("given")));
        assertThat(read("out")).isEqualTo("from a file");
    }

    @Test
    void outputIsAppended() {
        outputOf(new Request(directory, "echo", "first"));

        String both = outputOf(new Request(directory, "echo", "second"));

        assertThat(both).isEqualTo("first\nsecond\n");
    }

    @Test
    void errorsMayHaveAFileOfTheirOwnOrShareOne() {
        String script = "echo out; echo error >&2";

        outputOf(Request.sh(directory, script).error(new LogTarget.File(Path.of("error"))));
        assertThat(read("out")).isEqualTo("out\n");
        assertThat(read("error")).isEqualTo("error\n");
        assertThat(outputOf(Request.sh(directory, script))).isEqualTo("out\nout\nerror\n");
    }

    @Test
    void outputMayGoNowhere() {
        RecordingListener listener = launch(Request.sh(directory, "echo lost").out(new LogTarget.None()));

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"416, rw-r-----", "420, rw-r--r--", "384, rw-------"})
    void logFileGetsItsModeWhateverTheUmask(int mode, String permissions) throws IOException {
        outputOf(Request.sh(directory, ":").fileMode(mode).umask(0777));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("out"))))
                .isEqualTo(permissions);
    }

    @ParameterizedTest
    @CsvSource({"18, 0022", "0, 0000", "63, 0077"})
    void umaskIsThatOfTheJob(int umask, String shown) {
        assertThat(outputOf(Request.sh(directory, "umask").umask(umask))).isEqualTo(shown + "\n");
    }

    @Test
    void workingDirectoryIsThatOfTheJob() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("else where"));

        String output =
                outputOf(Request.sh(directory, "pwd").in(elsewhere).out(new LogTarget.File(directory.resolve("out"))));

        assertThat(output).isEqualTo(elsewhere + "\n");
    }

    @Test
    void relativeProgramIsMeantInTheWorkingDirectory() throws IOException {
        program("bin/tool", "echo relative");

        assertThat(outputOf(new Request(directory, "bin/tool"))).isEqualTo("relative\n");
        assertThat(outputOf(new Request(directory, "bin/tool").asWritten())).isEqualTo("relative\nrelative\n");
    }

    @Test
    void programIsLookedUpInThePathOfTheJob() throws IOException {
        program("bin/procmgr-tool", "echo \"found $0\"");

        String output = outputOf(
                new Request(directory, "procmgr-tool").env("PATH", directory.resolve("bin") + ":/usr/bin:/bin"));

        assertThat(output).isEqualTo("found " + directory.resolve("bin/procmgr-tool") + "\n");
    }

    @Test
    void programAsWrittenIsNotLookedUp() throws IOException {
        assertThat(launch(new Request(directory, "sleep", "60").asWritten()).awaitFailed())
                .isEqualTo("cannot run sleep: " + directory.resolve("sleep") + " does not exist");

        program("sleep", "echo mine");
        assertThat(outputOf(new Request(directory, "sleep").asWritten())).isEqualTo("mine\n");
    }

    @Test
    void shellTextIsRunByTheShell() {
        assertThat(outputOf(new Request(directory, "for i in 1 2; do echo $i; done").shell()))
                .isEqualTo("1\n2\n");
    }

    @Test
    void wordsReachTheProgramAsTheyAre() {
        String[] words = {
            "printf", "<%s>", "", " ", "a b", "$HOME", "`id`", "\"'\\", "*", "-n", "line\nend\n", "gr\u00fc\u00df\u20ac"
        };

        assertThat(outputOf(new Request(directory, words)))
                .isEqualTo("<><" + String.join("><", List.of(words).subList(3, words.length)) + ">");
    }

    @Test
    void environmentIsInheritedThenTheJobsThenTheMarks() {
        String output = outputOf(new Request(directory, "env")
                .env("PROCMGR_RUN", "not the job's to say")
                .env("HOME", "/home/of/job")
                .env("EMPTY", "")
                .env("TWICE", "first")
                .env("TWICE", "=last= \u00fc"));

        assertThat(output.lines())
                .contains(
                        "PROCMGR_RUN=" + Request.mark(directory), "HOME=/home/of/job", "EMPTY=", "TWICE==last= \u00fc")
                .contains("PATH=" + System.getenv("PATH"));
    }

    @Test
    void namesThatNoShellKnowsReachTheProgramToo() {
        String output = outputOf(new Request(directory, "env")
                .env("my.dotted-name", "a b")
                .env("PWD", "/not/where/it/is")
                .env("IFS", "x"));

        assertThat(output.lines()).contains("my.dotted-name=a b", "PWD=/not/where/it/is", "IFS=x");
    }

    @Test
    void withoutInheritingOnlyTheNecessaryIsPassedOn() {
        String output = outputOf(new Request(directory, "env").bare().env("OWN", "1"));

        assertThat(output.lines()
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .filter(name -> !name.startsWith("LC_")))
                .contains("PATH", "OWN", "PROCMGR_RUN")
                .isSubsetOf("PATH", "LANG", "HOME", "TZ", "OWN", "PROCMGR_RUN", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void limitsAreSetSoftAndHard() {
        String output = outputOf(new Request(directory, "cat", "/proc/self/limits")
                .limit(Resource.NOFILE, 77)
                .limit(Resource.CORE, 0)
                .limit(Resource.FSIZE, 5_000_000_000L));

        assertThat(output).containsPattern("Max open files +77 +77 ");
        assertThat(output).containsPattern("Max core file size +0 +0 ");
        assertThat(output).containsPattern("Max file size +5000000000 +5000000000 ");
    }

    @Test
    void openFilesAreThoseOfTheHostNotOfTheJvm() {
        String expected = OpenFilesLimit.ofParent().orElseThrow() + "";

        assertThat(outputOf(Request.sh(directory, "ulimit -S -n"))).isEqualTo(expected + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 19})
    void niceIsAbsolute(int nice) {
        assertThat(outputOf(new Request(directory, "nice").nice(nice))).isEqualTo(nice + "\n");
    }

    @Test
    void absentProcessorsAreLeftOut() {
        assertThat(outputOf(new Request(directory, "grep", "Cpus_allowed_list", "/proc/self/status").cpus(0, 4000)))
                .isEqualTo("Cpus_allowed_list:\t0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, exit status 0",
        "exit 1, exit status 1",
        "exit 33, exit status 33",
        "exit 127, exit status 127",
        "exit 255, exit status 255",
        "kill -9 $$, signal 9",
        "kill -15 $$, signal 15",
        "kill -6 $$, signal 6"
    })
    void exitStatusIsTold(String script, String status) {
        RecordingListener listener = launch(Request.sh(directory, script));

        assertThat(listener.awaitExited()).isEqualTo(status);
        assertThat(listener.told()).containsExactly("launched", "exited: " + status);
    }

    @Test
    void twoHundredAtOnceAllBeginAndEnd() {
        List<RecordingListener> listeners = IntStream.range(0, 200)
                .mapToObj(number -> launch(Request.sh(directory, "exit $1", Integer.toString(number % 100))
                        .out(new LogTarget.None())))
                .toList();

        for (int number = 0; number < listeners.size(); number++) {
            assertThat(listeners.get(number).awaitExited()).isEqualTo("exit status " + number % 100);
        }
    }

    @Test
    void launchesAreMadeInTheOrderTheyWereAskedFor() {
        List<RecordingListener> listeners = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            listeners.add(launch(new Request(directory, "sleep", "60")));
        }
        List<ProcEntry> launched = listeners.stream()
                .map(RecordingListener::awaitLaunched)
                .map(process -> process(process.pid()))
                .toList();

        // each of two spawners makes its launches in that order, and one of them may be held up for long
        long ahead = 0;
        long behind = 0;
        for (ProcEntry each : launched) {
            long moment = (each.startTicks() << Integer.SIZE) + each.pid();
            if (moment > ahead) {
                ahead = moment;
            } else {
                assertThat(moment).isGreaterThan(behind);
                behind = moment;
            }
        }
    }

    @Test
    void queuedLaunchIsWithdrawnAndNothingMoreIsHeard() {
        List<RecordingListener> heard = new ArrayList<>();
        List<Launch> launches = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            RecordingListener listener = new RecordingListener();
            heard.add(listener);
            launches.add(launch(new Request(directory, "sleep", "60"), listener));
        }

        int withdrawn = 0;
        for (int number = launches.size() - 1; number >= 0; number--) {
            boolean queued = launches.get(number).isQueued();
            if (launches.get(number).withdraw()) {
                withdrawn++;
                assertThat(queued).isTrue();
                assertThat(launches.get(number).isQueued()).isFalse();
            } else {
                heard.get(number).awaitLaunched();
            }
        }

        assertThat(withdrawn).isPositive();
        assertThat(heard.stream().filter(listener -> listener.told().isEmpty())).hasSize(withdrawn);
    }

    @Test
    void launchedIsNotWithdrawn() {
        RecordingListener listener = new RecordingListener();
        Launch launch = launch(new Request(directory, "sleep", "60"), listener);
        RunningProcess process = listener.awaitLaunched();

        assertThat(launch.withdraw()).isFalse();
        assertThat(alive(process.pid())).isTrue();
    }

    @Test
    void fifoHoldsUpNothing() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", directory + "/fifo").start().waitFor())
                .isZero();
        LogTarget fifo = new LogTarget.File(Path.of("fifo"));

        RecordingListener listener =
                launch(Request.sh(directory, "echo one; echo two >&2; read a; read b; echo \"$a $b\" >got")
                        .out(fifo)
                        .input(Path.of("fifo")));

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        assertThat(read("got")).isEqualTo("one two\n");
    }

    @Test
    void fifoWithoutAnotherEndHoldsUpNothing() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", directory + "/read", directory + "/written", directory + "/errors")
                        .start()
                        .waitFor())
                .isZero();

        launch(Request.sh(directory, "echo ready >>begun; read line; echo \"$line\"")
                .input(Path.of("read"))
                .out(new LogTarget.File(Path.of("written")))
                .error(new LogTarget.File(Path.of("errors"))));

        awaitLine("begun", "ready");
        // opened while the job has its end: once the job has written and gone, opening would wait for ever
        try (BufferedReader written = Files.newBufferedReader(directory.resolve("written"))) {
            Files.writeString(directory.resolve("read"), "late\n");
            assertThat(written.readLine()).isEqualTo("late");
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
