package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import io.procmgr.job.AlertRule;
import io.procmgr.job.AlertTrigger;
import io.procmgr.job.JobDiff;
import io.procmgr.job.JobHost;
import io.procmgr.job.LoopbackHost;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert channels and who uses them, in files and layers. */
class AlertChannelsTest {
    private static final String HOOK =
            "procmgr.alerts.ops.type = webhook\nprocmgr.alerts.ops.url = https://a.example/x\n";
    private static final String JOB = "procmgr.jobs.web.command = sleep 60\n";

    @TempDir
    private Path directory;

    private Catalog read(Layers layers, String... lines) throws IOException {
        Path file = Files.writeString(directory.resolve("jobs.properties"), String.join("\n", lines));
        return new JobSources(List.of(file), Optional.empty(), directory, JobHost.STAND_ALONE, layers).read();
    }

    private List<String> problems(String... lines) throws IOException {
        return read(Layers.NONE, lines).problems().stream()
                .map(Problem::toString)
                .map(text -> text.substring(text.indexOf("jobs.properties")))
                .toList();
    }

    @Test
    void aJobThatNamesAChannelIsToldOfAsItIsWritten() throws IOException {
        Catalog catalog = read(Layers.NONE, HOOK, JOB, "procmgr.jobs.web.alerts = ops, ops:exit");

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.alerts()).extracting(AlertChannel::name).containsExactly("ops");
        assertThat(catalog.jobs().get(0).alerts().rules())
                .extracting(AlertRule::trigger)
                .containsExactly(AlertTrigger.FAILED, AlertTrigger.BACK_OFF, AlertTrigger.RECOVERED, AlertTrigger.EXIT);
    }

    @Test
    void defaultsHoldForAllJobsAndNoneTakesThemBack() throws IOException {
        Catalog catalog = read(
                Layers.NONE,
                HOOK,
                JOB,
                "procmgr.defaults.alerts = ops:failed",
                "procmgr.jobs.quiet.command = true",
                "procmgr.jobs.quiet.alerts = none");

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.jobs())
                .extracting(job -> job.alerts().rules().size())
                .containsExactly(1, 0);
    }

    @Test
    void otherAlertsTakeNoNewProcess() throws IOException {
        Catalog before = read(Layers.NONE, HOOK, JOB);
        Catalog after = read(Layers.NONE, HOOK, JOB, "procmgr.jobs.web.alerts = ops");

        JobDiff diff = JobDiff.between(before.jobs(), after.jobs());

        assertThat(diff.updated()).hasSize(1);
        assertThat(diff.restarted()).isEmpty();
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNoValueWithIt() throws IOException {
        assertThat(problems(
                        "procmgr.alerts.mail.type = smtp",
                        "procmgr.alerts.mail.password = hunter2",
                        "procmgr.alerts.mail.url = https://hunter2.example",
                        "procmgr.alerts.mail.to = nobody",
                        "procmgr.alerts.mail.port = 70000",
                        "procmgr.alerts.mail.digest = 1ms",
                        "procmgr.alerts.chat.type = webhook",
                        "procmgr.alerts.chat.template = slack",
                        "procmgr.alerts.chat.password-env = X",
                        "procmgr.alerts.chat.url = https://me:hunter2@a.example/",
                        "procmgr.alerts.pager.type = pigeon",
                        "procmgr.alerts.pager.comand = beep",
                        "procmgr.alerts.bad!name.type = smtp"))
                .noneMatch(text -> text.contains("hunter2"))
                .anyMatch(text -> text.contains(":2: procmgr.alerts.mail.password: ") && text.contains("password-file"))
                .anyMatch(text -> text.contains(":3: procmgr.alerts.mail.url: has no effect"))
                .anyMatch(text -> text.contains(":4: procmgr.alerts.mail.to: must be mail addresses"))
                .anyMatch(text -> text.contains(":5: procmgr.alerts.mail.port: must be a number from 1 to 65535"))
                .anyMatch(text -> text.contains(":6: procmgr.alerts.mail.digest: must be 1s to 86400s"))
                .anyMatch(text -> text.contains("procmgr.alerts.mail.from: is missing"))
                .anyMatch(text -> text.contains(":9: procmgr.alerts.chat.password-env: has no effect"))
                .anyMatch(text -> text.contains(":10: procmgr.alerts.chat.url: must be an http or https address"))
                .anyMatch(
                        text -> text.contains(":11: procmgr.alerts.pager.type: must be one of smtp, webhook, command"))
                .anyMatch(text -> text.contains(":12: procmgr.alerts.pager.comand: ") && text.contains("command"))
                .anyMatch(text -> text.contains(":13: procmgr.alerts.bad!name.type: must be procmgr.alerts.<channel>"));
    }

    @Test
    void aChannelOrTriggerThatThereIsNotIsRefused() throws IOException {
        assertThat(problems(HOOK, JOB, "procmgr.jobs.web.alerts = oops"))
                .hasSize(1)
                .allMatch(text -> text.contains("job web: alerts: names an alert channel that is not defined"));
        assertThat(problems(HOOK, JOB, "procmgr.jobs.web.alerts = ops:unhealthy"))
                .hasSize(1)
                .allMatch(text -> text.contains("must have one of exit, failed, back-off, recovered"));
    }

    @Test
    void aPasswordIsNotSentInTheClearToAnotherHost() throws IOException {
        assertThat(problems(
                        "procmgr.alerts.m.type=smtp",
                        "procmgr.alerts.m.host=mail.example",
                        "procmgr.alerts.m.from=a@b.example",
                        "procmgr.alerts.m.to=c@b.example",
                        "procmgr.alerts.m.user=a",
                        "procmgr.alerts.m.password-env=SECRET",
                        "procmgr.alerts.m.tls=off"))
                .hasSize(1)
                .allMatch(text -> text.contains("must not be off"));
    }

    @Test
    void aLaterLayerOverridesSingleKeysOfAChannelAndOneLayerSaysThemOnce() throws IOException {
        Origin origin = new Origin("system property", 0);
        Layer above =
                PropertyLayer.of("system", List.of(new Property("procmgr.alerts.ops.digest", "5m", origin, false)));
        Catalog catalog = read(Layers.NONE.with(List.of(), List.of(above)), HOOK, "procmgr.alerts.ops.digest = 2m");

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.alerts().get(0).text(AlertKey.DIGEST)).isEqualTo("5m");
        assertThat(problems(HOOK, "procmgr.alerts.ops.digest = 2m", "procmgr.alerts.ops.digest = 3m"))
                .hasSize(1)
                .allMatch(text -> text.contains("is given twice"));
    }

    @Test
    void aHostIsThisOneByItsTextAlone() {
        assertThat(List.of("localhost", "127.0.0.1", "127.1.2.3", "::1")).allMatch(LoopbackHost::is);
        assertThat(List.of("127.0.0.1.example.com", "127.example.com", "128.0.0.1", "mail.example.com"))
                .noneMatch(LoopbackHost::is);
    }
}
