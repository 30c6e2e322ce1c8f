package io.procmgr.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.job.JobName;
import io.procmgr.supervise.JobStatus;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lines of standard error, received as alerts: each once, and none that was there before. */
@ExtendWith(LeakCheck.class)
class StderrAlertsTest {
    private static final String APP = "stderr-" + ProcessHandle.current().pid();
    private static final JobName WEB = new JobName("web");

    @TempDir
    private Path directory;

    private WebhookReceiver receiver;
    private ProcMgr procMgr;

    @BeforeEach
    void serve() throws IOException {
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void close() {
        if (procMgr != null) {
            procMgr.close();
        }
        receiver.close();
    }

    private Path define(String... job) throws IOException {
        List<String> lines = new ArrayList<>(receiver.channel("ops", "max-per-hour=1000"));
        for (String line : job) {
            lines.add("procmgr.jobs.web." + line);
        }
        return Files.write(directory.resolve("jobs.properties"), lines);
    }

    private void start(String... job) throws IOException {
        Path file = define(job);
        procMgr = ProcMgr.start(
                Settings.of(List.of(file), directory.resolve("state")).withApp(APP));
    }

    private Path log() {
        return directory.resolve("state/log/web.err");
    }

    private JobStatus web() {
        return procMgr.supervisor().status(WEB).orElseThrow();
    }

    /** The texts of all alerts that came. */
    private List<String> told() throws ParseException {
        List<String> texts = new ArrayList<>();
        for (WebhookReceiver.Posted posted : receiver.posted()) {
            for (Object alert : (JSONArray) body(posted).get("alerts")) {
                texts.add((String) ((JSONObject) alert).get("text"));
            }
        }
        return texts;
    }

    private long counted() throws ParseException {
        long all = told().size();
        for (WebhookReceiver.Posted posted : receiver.posted()) {
            all += ((Number) body(posted).get("omitted")).longValue();
        }
        return all;
    }

    private static JSONObject body(WebhookReceiver.Posted posted) throws ParseException {
        try {
            return (JSONObject) new JSONParser().parse(posted.body());
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    @Test
    void anInstanceOfATemplateIsListenedToFromItsStartOn() throws Exception {
        List<String> lines = new ArrayList<>(receiver.channel("ops", "max-per-hour=1000"));
        lines.add("procmgr.jobs.tenant@.command=sh -c 'echo trouble of %i >&2; exec sleep 60'");
        lines.add("procmgr.jobs.tenant@.log.error-file=separate");
        lines.add("procmgr.jobs.tenant@.alerts=ops:stderr");
        Path file = Files.write(directory.resolve("jobs.properties"), lines);
        procMgr = ProcMgr.start(
                Settings.of(List.of(file), directory.resolve("state")).withApp(APP));

        procMgr.configuration().startInstance("tenant@", "acme");

        await().untilAsserted(() -> assertThat(told()).containsExactly("trouble of acme"));
        assertThat(receiver.posted().get(0).body()).contains("\"job\":\"tenant@acme\"");
    }

    @Test
    void linesFromTheLaunchOnAreToldIfTheyHaveOneOfTheTexts() throws Exception {
        Path state = Files.createDirectory(
                directory.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(state.resolve("log"));
        Files.writeString(log(), "ERROR of last week\n");
        start(
                "command=sh -c 'echo ERROR on stdout; echo debug >&2; echo ERROR one >&2; echo >&2; echo out of memory >&2;"
                        + " printf \"\\\\033[31mERROR red\\n\" >&2; exec sleep 60'",
                "log.error-file=separate",
                "alerts=ops:stderr",
                "alerts.stderr=ERROR 'out of memory'");

        await().untilAsserted(() -> assertThat(told()).containsExactly("ERROR one", "out of memory", "ERROR red"));
        assertThat(receiver.posted().get(0).body()).contains("\"trigger\":\"stderr\"", "\"job\":\"web\"");
    }

    @Test
    void aJobThatIsListenedToOnlyNowGoesOnAndItsOldLinesAreNoNews() throws Exception {
        Path more = directory.resolve("more");
        String command = "command=sh -c 'echo old >&2; until test -e " + more + "; do sleep 0.05; done; echo new >&2;"
                + " exec sleep 60'";
        start(command, "log.error-file=separate", "start-seconds=0s");
        await().until(() -> Files.exists(log()) && Files.readString(log()).equals("old\n"));
        long pid = web().pid().orElseThrow();

        define(command, "log.error-file=separate", "start-seconds=0s", "alerts=ops:stderr");
        procMgr.configuration().reload();
        Files.createFile(more);

        await().untilAsserted(() -> assertThat(told()).containsExactly("new"));
        assertThat(web().pid()).hasValue(pid);
    }

    @Test
    void whatIsWrittenWhileThereIsNoSupervisorIsToldByTheNextOnceAndNothingTwice() throws Exception {
        String[] job = {"command=sleep 60", "start-seconds=0s", "log.error-file=separate", "alerts=ops:stderr"};
        start(job);
        write("first");
        await().untilAsserted(() -> assertThat(told()).containsExactly("first"));
        procMgr.close();
        write("second");

        start(job);

        await().untilAsserted(() -> assertThat(told()).containsExactly("first", "second"));
        procMgr.close();
        start(job);
        write("third");
        await().untilAsserted(() -> assertThat(told()).containsExactly("first", "second", "third"));
    }

    @Test
    void theLastWordsOfAJobThatEndsWithTheSupervisorAreToldByTheNext() throws Exception {
        String[] job = {
            "command=sh -c 'trap \"sleep 1; echo late >&2; exit 0\" TERM; echo up >&2; while :; do sleep 0.05; done'",
            "start-seconds=0s",
            "log.error-file=separate",
            "alerts=ops:stderr"
        };
        start(job);
        await().untilAsserted(() -> assertThat(told()).containsExactly("up"));
        procMgr.close();
        assertThat(log()).content().endsWith("late\n");

        start(job);

        await().untilAsserted(() -> assertThat(told()).containsSubsequence("up", "late"));
    }

    private void write(String line) throws IOException {
        await().until(() -> Files.exists(log()));
        Files.writeString(log(), line + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void aFloodThatIsRotatedMeanwhileIsCountedToTheLineInFewMessages() throws Exception {
        int lines = 300_000;
        start(
                "command=sh -c 'seq -f \"ERROR %.0f\" " + lines + " >&2'",
                "restart=once",
                "log.error-file=separate",
                "log.max-size=512k",
                "log.keep=100",
                "alerts=ops:stderr,ops:exit");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted()).isEqualTo(lines + 1));

        assertThat(receiver.posted()).hasSizeLessThan(10);
        assertThat(told()).contains("ERROR " + lines).anyMatch(text -> text.startsWith("exit"));
    }
}
