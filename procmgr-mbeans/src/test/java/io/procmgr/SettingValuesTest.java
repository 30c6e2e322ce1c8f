package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.source.Property;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingValuesTest {
    private static SettingValues read(String... keysAndValues) {
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.add(new Property(keysAndValues[i], keysAndValues[i + 1], new Origin("place", i / 2 + 1), false));
        }
        return SettingValues.read(properties);
    }

    private static List<String> problems(SettingValues values) {
        return values.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void withoutPropertiesTheDefaultsHold() {
        SettingValues values = read();

        assertThat(values.problems()).isEmpty();
        assertThat(values.enabled()).isTrue();
        assertThat(values.app()).isEmpty();
        assertThat(values.config()).isEmpty();
        assertThat(values.profiles()).isEmpty();
        assertThat(values.stateDir()).isEmpty();
        assertThat(values.logDir()).isEmpty();
        assertThat(values.shutdownTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(values.httpHost()).isEqualTo("127.0.0.1");
        assertThat(values.httpPort()).isEmpty();
        assertThat(values.reportSecretFile()).isEmpty();
        assertThat(values.jobNames()).isEmpty();
    }

    @Test
    void everyKeyIsReadAndALaterSourceCounts() {
        SettingValues values = read(
                "procmgr.enabled", "false",
                "procmgr.app", "shop",
                "procmgr.config", "a.conf, conf.d",
                "procmgr.profiles", "/profiles",
                "procmgr.state-dir", "${user.home}/state",
                "procmgr.log-dir", "/log",
                "procmgr.shutdown-timeout", "5s",
                "procmgr.http.host", "127.0.0.2",
                "procmgr.http.port", "0",
                "procmgr.report.secret-file", "/secret",
                "procmgr.job-names", "web mail",
                "procmgr.app", "store");

        assertThat(problems(values)).isEmpty();
        assertThat(values.enabled()).isFalse();
        assertThat(values.app()).contains("store");
        assertThat(values.config()).containsExactly(Path.of("a.conf"), Path.of("conf.d"));
        assertThat(values.profiles()).contains(Path.of("/profiles"));
        assertThat(values.stateDir()).contains(Path.of(System.getProperty("user.home"), "state"));
        assertThat(values.logDir()).contains(Path.of("/log"));
        assertThat(values.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(values.httpHost()).isEqualTo("127.0.0.2");
        assertThat(values.httpPort()).hasValue(0);
        assertThat(values.reportSecretFile()).contains(Path.of("/secret"));
        assertThat(values.jobNames()).containsExactly("web", "mail");
        assertThat(values.written(SettingKey.APP).orElseThrow().origin()).isEqualTo(new Origin("place", 12));
    }

    @Test
    void allProblemsAreToldWithTheirPlaces() {
        SettingValues values = read(
                "procmgr.enabled", "yes",
                "procmgr.http.port", "80000",
                "procmgr.shutdown-timeout", "5",
                "procmgr.state-dir", "",
                "procmgr.log-dir", "${no.such}",
                "procmgr.stat-dir", "x",
                "procmgr.job.web.command", "x",
                "procmgr.something.else", "x");

        assertThat(problems(values))
                .anyMatch(p -> p.equals("place:1: procmgr.enabled: must be true or false (value=yes)"))
                .anyMatch(p -> p.startsWith("place:2: procmgr.http.port: must be a whole number from 0 to 65535"))
                .anyMatch(p -> p.startsWith("place:3: procmgr.shutdown-timeout: must be a duration"))
                .anyMatch(p -> p.startsWith("place:4: procmgr.state-dir: must not be empty"))
                .anyMatch(p -> p.startsWith("place:5: procmgr.log-dir: names a variable"))
                .anyMatch(p -> p.equals("place:6: procmgr.stat-dir: is not known: did you mean procmgr.state-dir?"))
                .anyMatch(p -> p.equals("place:7: procmgr.job.web.command: is not known: did you mean procmgr.jobs.?"))
                .anyMatch(p -> p.startsWith("place:8: procmgr.something.else: is not known: allowed are procmgr."))
                .hasSize(8);
    }

    @Test
    void whatJobsAndTheEngineReadIsPassedOver() {
        assertThat(problems(read(
                        "procmgr.jobs.web.comand", "x",
                        "procmgr.defaults.nice", "1",
                        "procmgr.engine", "java",
                        "procmgr.open-files", "1024",
                        "procmgr.lock./var/lib/procmgr", "1",
                        "other.key", "x")))
                .isEmpty();
    }

    @Test
    void theEnvironmentComesBeforeSystemProperties() {
        ProcessProperties process = new ProcessProperties(
                Map.of("PROCMGR_APP", "a", "PROCMGR_HTTP_PORT", "1", "PROCMGR_STATE_DIR", "/s", "OTHER", "x"),
                Map.of("procmgr.app", "b", "procmgr.jobs.web.command", "true", "java.home", "x"));

        SettingValues values = SettingValues.read(process.settings());

        assertThat(values.problems()).isEmpty();
        assertThat(values.app()).contains("b");
        assertThat(values.httpPort()).hasValue(1);
        assertThat(values.stateDir()).contains(Path.of("/s"));
        assertThat(process.systemLayer().jobs())
                .extracting(job -> job.origin().source())
                .containsExactly("system property procmgr.jobs.web.command");
    }

    @Test
    void aCommandTakesJobsFromTheProcessAndRefusesWhatItHasOptionsFor() {
        ProcessProperties process = new ProcessProperties(
                Map.of("PROCMGR_APP", "a", "PROCMGR_JOBS_WEB_COMMAND", "true", "PROCMGR_JOB_NAMES", "web"),
                Map.of("procmgr.jobs.web.nice", "3", "procmgr.http.port", "1"));

        Settings settings = process.around(Settings.of(List.of(), Path.of("state")));

        assertThat(ProcMgr.check(settings).stream().map(Problem::toString))
                .containsExactly(
                        "environment variable PROCMGR_APP: warning: procmgr.app: has no effect on the command, which has"
                                + " options for it (see procmgr run --help)",
                        "system property procmgr.http.port: procmgr.http.port: has no effect on the command, which has"
                                + " options for it (see procmgr run --help)");
        assertThat(ProcMgr.written(settings)).singleElement().satisfies(job -> assertThat(job.values())
                .extracting(value -> value.origin().source())
                .containsExactly(
                        "environment variable PROCMGR_JOBS_WEB_COMMAND", "system property procmgr.jobs.web.nice"));
    }
}
