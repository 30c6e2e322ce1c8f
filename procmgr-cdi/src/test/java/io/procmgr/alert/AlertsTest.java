package io.procmgr.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.job.JobName;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of real processes, received by real servers. */
@ExtendWith(LeakCheck.class)
class AlertsTest {
    private static final String APP = "alerts-" + ProcessHandle.current().pid();

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

    private void start(List<String> channel, String... jobs) throws IOException {
        List<String> lines = new ArrayList<>(channel);
        for (String job : jobs) {
            lines.add("procmgr.jobs." + job);
        }
        Path file = Files.write(directory.resolve("jobs.properties"), lines);
        procMgr = ProcMgr.start(
                Settings.of(List.of(file), directory.resolve("state")).withApp(APP));
    }

    private String testAlert(String channel) throws JMException {
        MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();
        return (String) mbeans.invoke(
                new ObjectName("procmgr:type=Supervisor,app=" + APP),
                "testAlert",
                new Object[] {channel},
                new String[] {"java.lang.String"});
    }

    private static boolean sends() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("procmgr-alerts"));
    }

    @Test
    void aWebhookGetsWhatHappenedAndTheThreadIsGoneAfterwards() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
        start(
                receiver.channel("ops", "password-file=" + secret),
                "web.command=sh -c 'exit 3'",
                "web.max-failures=1",
                "web.start-seconds=0s",
                "web.alerts=ops ops:exit");

        await().until(() -> !receiver.posted().isEmpty() && !sends());

        JSONObject body =
                (JSONObject) new JSONParser().parse(receiver.posted().get(0).body());
        assertThat(body.get("channel")).isEqualTo("ops");
        assertThat(body.get("app")).isEqualTo(APP);
        assertThat(receiver.posted().get(0).body())
                .contains("\"job\":\"web\"", "\"trigger\":\"exit\"", "\"trigger\":\"failed\"");
        assertThat(receiver.posted().get(0).authorization()).isEqualTo("Bearer hunter2");
        assertThat(receiver.posted().get(0).contentType()).startsWith("application/json");
    }

    @Test
    void whatIsNotSentIsSentByTheNextSupervisor() throws Exception {
        receiver.answer(500);
        List<String> channel = receiver.channel("ops");
        start(channel, "web.command=false", "web.max-failures=1", "web.start-seconds=0s", "web.alerts=ops:failed");
        await().until(() -> !receiver.posted().isEmpty());
        procMgr.close();
        assertThat(directory.resolve("state/alerts")).exists();

        receiver.posted().clear();
        receiver.answer(200);
        start(channel, "quiet.command=sleep 60");

        await().until(() -> receiver.posted().size() == 1 && !sends());
        assertThat(receiver.posted().get(0).body()).contains("\"job\":\"web\"", "\"trigger\":\"failed\"");
    }

    @Test
    void aMailIsReceivedAlsoAfterARestartInBetween() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("procmgr", "procmgr", "hunter2");
        int port = mail.getSmtp().getPort();
        Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
        List<String> channel = List.of(
                "procmgr.alerts.mail.type=smtp",
                "procmgr.alerts.mail.host=127.0.0.1",
                "procmgr.alerts.mail.port=" + port,
                "procmgr.alerts.mail.tls=off",
                "procmgr.alerts.mail.user=procmgr",
                "procmgr.alerts.mail.password-file=" + secret,
                "procmgr.alerts.mail.from=procmgr@example.com",
                "procmgr.alerts.mail.to=ops@example.com, boss@example.com");
        mail.stop();
        start(channel, "wéb.command=false", "wéb.max-failures=1", "wéb.start-seconds=0s", "wéb.alerts=mail:failed");
        await().until(() -> procMgr.supervisor()
                .status(new JobName("wéb"))
                .filter(job -> job.state() == JobState.FAILED)
                .isPresent());
        await().until(() -> Files.exists(directory.resolve("state/alerts")));
        procMgr.close();

        GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            again.setUser("procmgr", "procmgr", "hunter2");
            start(channel, "quiet.command=sleep 60");
            await().until(() -> again.getReceivedMessages().length == 2);
            MimeMessage message = again.getReceivedMessages()[0];
            assertThat(message.getSubject()).startsWith("[procmgr ").endsWith("wéb failed");
            assertThat(String.valueOf(message.getContent())).contains("wéb failed: ");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getHeader("Bcc")).isNull();
            await().until(() -> !sends());
        } finally {
            again.stop();
        }
    }

    @Test
    void aCommandHasTheFactsInItsEnvironmentAndNothingElseOfOurs() throws Exception {
        Path told = directory.resolve("told");
        Path script = Files.writeString(directory.resolve("tell.sh"), "env > \"$1.next\" && mv \"$1.next\" \"$1\"\n");
        start(
                List.of(
                        "procmgr.alerts.pager.type=command",
                        "procmgr.alerts.pager.command=sh '" + script + "' '" + told + "'"),
                "web.command=sh -c 'exit 3'",
                "web.max-failures=1",
                "web.start-seconds=0s",
                "web.alerts=pager:failed");

        await().until(() -> Files.exists(told));
        assertThat(Files.readString(told))
                .contains("PROCMGR_ALERT_JOB=web\n", "PROCMGR_ALERT_TRIGGER=failed\n", "PROCMGR_ALERT_COUNT=1\n")
                .doesNotContain("JAVA_HOME", "MAVEN");
        await().until(() -> !sends());
    }

    @Test
    void aCrashLoopIsToldInFewMessagesAndItsEndAsWell() throws Exception {
        Path good = directory.resolve("good");
        start(
                receiver.channel("ops", "max-per-hour=2"),
                "web.command=sh -c 'test -e " + good + " && exec sleep 60; exit 1'",
                "web.start-seconds=50ms",
                "web.backoff.initial=20ms",
                "web.backoff.factor=1",
                "web.alerts=ops");

        await().until(() -> receiver.posted().size() == 2);
        long failures = failures();
        await().until(() -> failures() > failures + 20);
        Files.createFile(good);
        await().until(() -> procMgr.supervisor()
                .status(new JobName("web"))
                .filter(job -> job.state() == JobState.RUNNING)
                .isPresent());

        assertThat(receiver.posted()).hasSize(2);
        assertThat(receiver.posted().get(1).body()).contains("alerts: web");
        procMgr.close();
        assertThat(new KeptAlerts(directory.resolve("state/alerts"))
                        .read()
                        .get("ops")
                        .alerts())
                .last()
                .matches(alert -> alert.trigger().equals("recovered"));
    }

    private long failures() {
        return procMgr.supervisor()
                .status(new JobName("web"))
                .orElseThrow()
                .history()
                .failureCount();
    }

    @Test
    void aServerThatNeverAnswersHoldsUpNobodyAndTheEndCutsItOff() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> channel = List.of(
                    "procmgr.alerts.ops.type=webhook",
                    "procmgr.alerts.ops.timeout=1m",
                    "procmgr.alerts.ops.url=http://127.0.0.1:" + deaf.getLocalPort() + "/");
            start(channel, "web.command=false", "web.max-failures=1", "web.start-seconds=0s", "web.alerts=ops:failed");
            try (Socket accepted = deaf.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo('P');
                long start = System.nanoTime();
                procMgr.close();
                assertThat(System.nanoTime() - start).isLessThan(6_000_000_000L);
            }
            assertThat(sends()).isFalse();
            assertThat(new KeptAlerts(directory.resolve("state/alerts"))
                            .read()
                            .get("ops")
                            .alerts())
                    .hasSize(1);
        }
    }

    @Test
    void aMailServerThatNeverAnswersIsCutOffAndWhatComesMeanwhileIsKept() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> channel = List.of(
                    "procmgr.alerts.mail.type=smtp",
                    "procmgr.alerts.mail.timeout=1m",
                    "procmgr.alerts.mail.host=127.0.0.1",
                    "procmgr.alerts.mail.tls=off",
                    "procmgr.alerts.mail.port=" + deaf.getLocalPort(),
                    "procmgr.alerts.mail.from=procmgr@example.com",
                    "procmgr.alerts.mail.to=ops@example.com");
            Path bad = directory.resolve("bad");
            start(
                    channel,
                    "web.command=false",
                    "web.max-failures=1",
                    "web.alerts=mail:failed",
                    "late.command=sh -c 'until test -e " + bad + "; do sleep 0.05; done; exit 1'",
                    "late.max-failures=1",
                    "late.alerts=mail:failed");
            try (Socket accepted = deaf.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                Files.createFile(bad);
                KeptAlerts kept = new KeptAlerts(directory.resolve("state/alerts"));
                await().until(() -> kept.read().get("mail").alerts().size() == 2);
                long start = System.nanoTime();
                procMgr.close();
                assertThat(System.nanoTime() - start).isLessThan(6_000_000_000L);
            }
            assertThat(sends()).isFalse();
        }
    }

    @Test
    void aTestGoesAtOnceAndTellsWhatIsWrongWithoutTheSecret() throws Exception {
        Path address = Files.writeString(directory.resolve("address"), receiver.url() + "/services/hunter2");
        start(
                List.of(
                        "procmgr.alerts.chat.type=webhook",
                        "procmgr.alerts.chat.template=slack",
                        "procmgr.alerts.chat.url-file=" + address),
                "quiet.command=sleep 60");

        assertThat(testAlert("chat")).startsWith("sent a test by alert channel chat (webhook");
        assertThat(receiver.posted().get(0).body())
                .startsWith("{\"text\":\"[procmgr ")
                .contains("procmgr test");

        receiver.answer(404);
        assertThatThrownBy(() -> testAlert("chat"))
                .rootCause()
                .hasMessageContaining("the server answered 404")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> testAlert("caht")).rootCause().hasMessageContaining("channels=chat");
    }

    @Test
    void alertsOfARunningJobAreChangedWithoutARestart() throws Exception {
        start(receiver.channel("ops"), "web.command=sleep 60", "web.start-seconds=0s");
        await().until(() -> procMgr.supervisor()
                .status(new JobName("web"))
                .filter(job -> job.state() == JobState.RUNNING)
                .isPresent());
        long pid = procMgr.supervisor()
                .status(new JobName("web"))
                .orElseThrow()
                .pid()
                .orElseThrow();
        List<String> lines = new ArrayList<>(receiver.channel("ops"));
        lines.addAll(List.of(
                "procmgr.jobs.web.command=sleep 60",
                "procmgr.jobs.web.start-seconds=0s",
                "procmgr.jobs.web.alerts=ops:exit"));
        Files.write(directory.resolve("jobs.properties"), lines);
        procMgr.configuration().reload();

        assertThat(procMgr.supervisor().status(new JobName("web")).orElseThrow().pid())
                .hasValue(pid);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> !receiver.posted().isEmpty() && !sends());
        assertThat(receiver.posted().get(0).body()).contains("\"trigger\":\"exit\"");
    }
}
