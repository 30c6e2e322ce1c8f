package io.procmgr;

import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.jmx.LogCapture;
import io.procmgr.output.NumberedLines;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Logs of real jobs, kept by a whole supervisor. */
@ExtendWith(LeakCheck.class)
class LogRotationTest {
    private static final int LINES = 60_000;

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    /** A file with these lines, each a key of a job behind its name. */
    private void start(String... lines) {
        RunningSupervisor.write(config(), definitions(lines));
        supervisor.startWith(home, config());
    }

    private Path config() {
        return home.resolve("jobs.properties");
    }

    private static String definitions(String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append("procmgr.jobs.").append(line).append('\n');
        }
        return text.toString();
    }

    private static String writes(int lines) {
        return "command=" + "awk '" + NumberedLines.command(lines).get(1).replace("\\", "\\\\") + "'";
    }

    private Object call(String job, String operation, Object... arguments) throws Exception {
        ObjectName name = new ObjectName("procmgr:type=" + (job.isEmpty() ? "Supervisor" : "Process") + ",app="
                + home.getFileName() + (job.isEmpty() ? "" : ",name=" + job));
        String[] signature = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            signature[i] =
                    argument instanceof Integer ? "int" : argument instanceof Long ? "long" : String.class.getName();
        }
        return ManagementFactory.getPlatformMBeanServer().invoke(name, operation, arguments, signature);
    }

    private Path archive(String job, int number) {
        return supervisor.log(job).resolveSibling(job + ".log." + number);
    }

    /**
     * What has ended is rotated to the end: its log is small, and nothing is on its way to the name of an archive. In this
     * order: a log gets small before its archive gets its name.
     */
    private boolean isRotated(int maxSize, String archives) throws IOException {
        if (Files.size(supervisor.log("web")) >= maxSize) {
            return false;
        }
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("web.log"))
                    .toList();
            return !others.isEmpty() && others.stream().allMatch(name -> name.matches(archives));
        }
    }

    private void append(String job, String text) throws IOException {
        Files.write(
                supervisor.log(job),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void aLogThatGrowsTooLargeIsRotatedAndLosesNothing() throws Exception {
        start("web." + writes(LINES), "web.restart=never", "web.log.max-size=200k", "web.log.keep=900");
        supervisor.awaitState("web", JobState.COMPLETED);
        until(() -> isRotated(200 * 1024, "web\\.log\\.[0-9]+"));

        NumberedLines.assertComplete(supervisor.log("web"), LINES);
    }

    @Test
    @Tag("any-engine")
    void archivesAreCompressedAndStillRead() throws Exception {
        start(
                "web." + writes(LINES),
                "web.restart=never",
                "web.log.max-size=200k",
                "web.log.keep=900",
                "web.log.compress=true");
        supervisor.awaitState("web", JobState.COMPLETED);
        until(() -> isRotated(200 * 1024, "web\\.log\\.[0-9]+\\.gz"));

        NumberedLines.assertComplete(supervisor.log("web"), LINES);
        assertThat((String[]) call("web", "tail", "stdout", 10_000))
                .isEqualTo(IntStream.rangeClosed(LINES - 9_999, LINES)
                        .mapToObj(NumberedLines::line)
                        .toArray());
    }

    @Test
    void whoReadsByCursorMissesNothingThatIsRotatedMeanwhile() throws Exception {
        start("web." + writes(LINES), "web.restart=never", "web.log.max-size=100k", "web.log.keep=900");
        StringBuilder text = new StringBuilder();
        String cursor = "";
        String last = NumberedLines.line(LINES) + "\n";
        while (!text.toString().endsWith(last)) {
            CompositeData chunk = (CompositeData) call("web", "readLog", "stdout", cursor, 200_000);
            text.append(chunk.get("text"));
            cursor = (String) chunk.get("cursor");
        }

        assertThat(text.toString().lines().toArray())
                .isEqualTo(IntStream.rangeClosed(1, LINES)
                        .mapToObj(NumberedLines::line)
                        .toArray());
        supervisor.awaitState("web", JobState.COMPLETED);
    }

    @Test
    void anOperatorRotates() throws Exception {
        start("web.command=sleep 1000", "quiet.command=sleep 1000", "quiet.log.rotate=off");
        supervisor.awaitState("web", JobState.RUNNING);
        append("web", "line of a log\n".repeat(1_000));

        assertThat((String) call("web", "rotateLogs")).endsWith("web.log is rotated");
        until(() -> Files.exists(archive("web", 1)));
        assertThatThrownBy(() -> call("quiet", "rotateLogs")).hasMessageContaining("no log file that is rotated");
        assertThat((String[]) call("web", "tail", "stdout", 5_000))
                .hasSize(1_000)
                .containsOnly("line of a log");
    }

    @Test
    void aLogThatIsTooOldIsRotated() throws Exception {
        start("web.command=sleep 1000", "web.log.max-age=1s");
        supervisor.awaitState("web", JobState.RUNNING);
        append("web", "line of a log\n".repeat(1_000));

        until(() -> Files.exists(archive("web", 1)));
    }

    @Test
    void aChangeOfItsRulesTakesNoNewProcess() throws Exception {
        start("web.command=sleep 1000");
        long pid = supervisor.pid("web");
        append("web", "line of a log\n".repeat(10_000));
        RunningSupervisor.write(config(), definitions("web.command=sleep 1000", "web.log.max-size=64k"));

        until(() -> Files.exists(archive("web", 1)));
        assertThat(supervisor.pid("web")).isEqualTo(pid);
    }

    @Test
    void fewerArchivesAreKeptOnceSoIsSaid() throws Exception {
        start("web.command=sleep 1000", "web.log.keep=3");
        supervisor.awaitState("web", JobState.RUNNING);
        for (int i = 1; i <= 3; i++) {
            append("web", "line of a log\n".repeat(1_000));
            call("web", "rotateLogs");
            int number = i;
            until(() -> Files.exists(archive("web", number)));
        }
        RunningSupervisor.write(config(), definitions("web.command=sleep 1000", "web.log.keep=1"));
        supervisor.awaitGeneration(2);

        // the keeper of logs hears of the new rule a moment after the supervisor has it
        until(() -> {
            append("web", "line of a log\n".repeat(1_000));
            call("web", "rotateLogs");
            return !Files.exists(archive("web", 2)) && !Files.exists(archive("web", 3));
        });
        assertThat(archive("web", 1)).exists();
    }

    @Test
    void aRenamedLogIsOpenedAnew() throws Exception {
        Path log = home.resolve("own.log");
        start(
                "web.shell=true",
                "web.command=exec >>" + log + "; trap 'exec >>" + log + "' HUP; i=0;"
                        + " while :; do i=$((i+1)); echo line $i; sleep 0.01; done",
                "web.log.file=" + log,
                "web.log.rotate=reopen",
                "web.reload.signal=HUP");
        supervisor.awaitState("web", JobState.RUNNING);
        until(() -> RunningSupervisor.text(log).contains("line 5\n"));
        call("web", "rotateLogs");
        until(() -> Files.exists(home.resolve("own.log.1")));
        until(() -> RunningSupervisor.text(log).contains("\n"));
        String first = RunningSupervisor.text(log).lines().findFirst().orElseThrow();

        int next = Integer.parseInt(first.substring("line ".length()));
        assertThat(RunningSupervisor.text(home.resolve("own.log.1"))).endsWith("line " + (next - 1) + "\n");
    }

    /** Words of a job that writes its name until it is told to open its log anew, and then once more. */
    private static String[] reopens(String job, Path log) {
        return new String[] {
            job + ".shell=true",
            job + ".command=exec >>" + log + "; trap 'exec >>" + log + "; echo " + job + " again' HUP; echo " + job
                    + "; while :; do sleep 0.01; done",
            job + ".log.file=" + log,
            job + ".log.rotate=reopen",
            job + ".reload.signal=HUP"
        };
    }

    @Test
    void allJobsThatShareARenamedLogOpenItAnew() throws Exception {
        Path log = home.resolve("shared.log");
        start(Stream.of(reopens("a", log), reopens("b", log))
                .flatMap(Stream::of)
                .toArray(String[]::new));
        supervisor.awaitState("a", JobState.RUNNING);
        supervisor.awaitState("b", JobState.RUNNING);
        until(() -> RunningSupervisor.text(log).lines().count() == 2);
        call("a", "rotateLogs");

        until(() -> Files.exists(home.resolve("shared.log.1")));
        until(() -> RunningSupervisor.text(log).lines().count() == 2);
        assertThat(RunningSupervisor.text(log)).contains("a again\n", "b again\n");
    }

    @Test
    void aLogThatOneOfItsJobsDoesNotOpenAnewIsNotRenamed() throws Exception {
        Path log = home.resolve("shared.log");
        start(Stream.concat(Stream.of(reopens("a", log)), Stream.of("b.command=sleep 1000", "b.log.file=" + log))
                .toArray(String[]::new));
        supervisor.awaitState("a", JobState.RUNNING);
        supervisor.awaitState("b", JobState.RUNNING);
        until(() -> Files.exists(log));
        Object before = Files.getAttribute(log, "unix:ino");
        Files.writeString(log, "line of a log\n".repeat(1_000), StandardOpenOption.APPEND);
        call("a", "rotateLogs");
        until(() -> Files.exists(home.resolve("shared.log.1")));

        assertThat(Files.getAttribute(log, "unix:ino")).isEqualTo(before);
    }

    @Test
    void twoJobsThatShareAFileHaveItRotatedOnce() throws Exception {
        Path log = home.resolve("shared.log");
        Files.createDirectory(home.resolve("other"));
        start(
                "a.command=sleep 1000",
                "a.log.file=" + log,
                "b.command=sleep 1000",
                "b.log.file=" + home.resolve("other/../shared.log"));
        supervisor.awaitState("b", JobState.RUNNING);
        Files.writeString(log, "line of a log\n".repeat(1_000));
        call("a", "rotateLogs");
        call("b", "rotateLogs");
        until(() -> Files.exists(home.resolve("shared.log.1")));

        assertThat((String[]) call("b", "tail", "stdout", 5_000)).hasSize(1_000);
    }

    @Test
    void linesAreRelayedWithJobAndStreamWhole() throws Exception {
        try (LogCapture log = new LogCapture()) {
            start(
                    "web.shell=true",
                    "web.command=echo one; printf 'two '; echo three; echo oops >&2; exec sleep 1000",
                    "web.log.relay=true",
                    "web.log.error-file=" + home.resolve("web.err"));
            until(() -> log.lines(Level.INFO).contains("web stderr: oops"));
            until(() -> log.lines(Level.INFO).contains("web stdout: two three"));

            assertThat(log.lines(Level.INFO)).containsOnlyOnce("web stdout: one");
        }
    }

    @Test
    void whatWasWrittenWithoutASupervisorIsRelayedByTheNext() throws Exception {
        try (LogCapture log = new LogCapture()) {
            start("web.shell=true", "web.command=echo begin; exec sleep 1000", "web.log.relay=true");
            until(() -> log.lines(Level.INFO).contains("web stdout: begin"));
            supervisor.close();
            append("web", "meanwhile\n");
            supervisor.startWith(home, config());
            until(() -> log.lines(Level.INFO).contains("web stdout: meanwhile"));
            until(() -> log.lines(Level.INFO).stream()
                            .filter("web stdout: begin"::equals)
                            .count()
                    == 2);
        }
    }

    @Test
    void manyJobsAreFollowedByName() throws Exception {
        start("a.command=sleep 1000", "b.command=sleep 1000", "b.log.file=" + home.resolve("b.out"));
        supervisor.awaitState("a", JobState.RUNNING);
        supervisor.awaitState("b", JobState.RUNNING);
        append("a", "before\n");
        CompositeData begin = (CompositeData) call("", "followLogs", "*", "", 10_000);
        assertThat((CompositeData[]) begin.get("lines")).isEmpty();
        append("a", "one\nunfin");
        Files.writeString(home.resolve("b.out"), "two\n");
        CompositeData next = (CompositeData) call("", "followLogs", "*", begin.get("cursor"), 10_000);

        assertThat((CompositeData[]) next.get("lines"))
                .extracting(line -> line.get("job") + " " + line.get("stream") + " " + line.get("text"))
                .containsExactly("a stdout one", "b stdout two");
        append("a", "ished\n");
        CompositeData last = (CompositeData) call("", "followLogs", "a", next.get("cursor"), 10_000);
        assertThat((CompositeData[]) last.get("lines"))
                .extracting(line -> line.get("text"))
                .containsExactly("unfinished");
        assertThatThrownBy(() -> call("", "followLogs", "zzz", "", 10_000)).hasMessageContaining("no job matches");
    }

    @Test
    void aJobThatWritesALotDoesNotKeepOthersFromBeingFollowed() throws Exception {
        start("a.command=sleep 1000", "b.command=sleep 1000", "c.command=sleep 1000");
        supervisor.awaitState("c", JobState.RUNNING);
        Object cursor = ((CompositeData) call("", "followLogs", "*", "", 100)).get("cursor");
        List<Object> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (String job : List.of("a", "b", "c")) {
                append(job, (job + "\n").repeat(1_000));
            }
            CompositeData next = (CompositeData) call("", "followLogs", "*", cursor, 100);
            cursor = next.get("cursor");
            for (CompositeData line : (CompositeData[]) next.get("lines")) {
                jobs.add(line.get("job"));
            }
        }

        assertThat(jobs).hasSize(150).contains("a", "b", "c");
    }

    @Test
    @Tag("any-engine")
    void aCarriageReturnEndsNoLineThatIsRelayed() throws Exception {
        try (LogCapture log = new LogCapture()) {
            start("web.command=sleep 1000", "web.log.relay=true");
            supervisor.awaitState("web", JobState.RUNNING);
            append("web", "10 %\r20 %\r\nend\n");

            until(() -> log.lines(Level.INFO).contains("web stdout: end"));

            assertThat(log.lines(Level.INFO)).contains("web stdout: 10 %20 %").doesNotContain("web stdout: 20 %");
        }
    }

    @Test
    @Tag("any-engine")
    void aLogThatCannotTakeALineDoesNotEndTheRelay() throws Exception {
        Handler faulty = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getMessage().equals("web stdout: bad")) {
                    throw new IllegalStateException("refused");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("procmgr");
        logger.addHandler(faulty);
        try (LogCapture log = new LogCapture()) {
            start("web.command=sleep 1000", "web.log.relay=true");
            supervisor.awaitState("web", JobState.RUNNING);
            append("web", "bad\n");
            until(() -> log.lines(Level.SEVERE).stream().anyMatch(line -> line.contains("purpose=relay")));
            append("web", "good\n");

            until(() -> log.lines(Level.INFO).contains("web stdout: good"));
        } finally {
            logger.removeHandler(faulty);
        }
    }

    @Test
    @Tag("any-engine")
    void aLogIsReadFromATimeOn() throws Exception {
        start("web.command=sleep 1000");
        supervisor.awaitState("web", JobState.RUNNING);
        append("web", "early\n");
        Path times = home.resolve("state/log-state");
        until(() -> Files.exists(times)
                && Files.list(times).anyMatch(file -> file.toString().endsWith(".times")));
        long later = System.currentTimeMillis() + 1;
        until(() -> System.currentTimeMillis() > later + 10);
        append("web", "late\n");

        CompositeData chunk = (CompositeData) call("web", "readLogSince", "stdout", later, 1_000);
        assertThat(chunk.get("text")).isEqualTo("late\n");
        assertThat(((CompositeData) call("web", "readLogSince", "stdout", 0L, 1_000)).get("text"))
                .isEqualTo("early\nlate\n");
    }
}
