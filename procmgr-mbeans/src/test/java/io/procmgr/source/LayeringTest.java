package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobHost;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RestartRule.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeringTest {
    @TempDir
    Path directory;

    private final List<Path> files = new ArrayList<>();
    private Layers layers = Layers.NONE;

    @BeforeEach
    void noFiles() {
        files.clear();
    }

    private void file(String name, String text) throws IOException {
        files.add(Files.writeString(directory.resolve(name), text));
    }

    private static Layer properties(String source, String... keysAndValues) {
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Origin origin = new Origin(source + " " + keysAndValues[i], 0);
            properties.add(new Property(keysAndValues[i], keysAndValues[i + 1], origin, false));
        }
        return PropertyLayer.of(source, properties);
    }

    private static Layer annotations(String... keysAndValues) {
        return properties("@ManagedProcess", keysAndValues);
    }

    private static Layer system(String... keysAndValues) {
        return properties("system property", keysAndValues);
    }

    private void environment(Map<String, String> variables, String... names) {
        layers = layers.with(EnvironmentJobs.of(variables, List.of(names)));
    }

    private Catalog read() {
        return sources().read();
    }

    private JobSources sources() {
        return new JobSources(files, Optional.empty(), directory, JobHost.STAND_ALONE, layers);
    }

    private JobSpec only() {
        Catalog catalog = read();
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.jobs()).hasSize(1);
        return catalog.jobs().get(0);
    }

    private List<String> problems() {
        return read().problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aLaterLayerOverridesSingleKeysAndLeavesTheOthers() throws IOException {
        layers = layers.with(
                List.of(
                        annotations("procmgr.jobs.web.command", "a b", "procmgr.jobs.web.nice", "1"),
                        properties("META-INF", "procmgr.jobs.web.nice", "2", "procmgr.jobs.web.order", "2")),
                List.of(system("procmgr.jobs.web.restart", "never")));
        file("jobs.properties", "procmgr.jobs.web.order = 3\nprocmgr.jobs.web.restart = once\n");

        JobSpec job = only();

        assertThat(job.execution().command()).containsExactly("a", "b");
        assertThat(job.execution().nice()).hasValue(2);
        assertThat(job.start().order()).isEqualTo(3);
        assertThat(job.restart().policy()).isEqualTo(Policy.NEVER);
        assertThat(job.origin().source()).startsWith("@ManagedProcess");
    }

    @Test
    void variablesAndLimitsAreMergedByTheirNames() {
        layers = layers.with(
                List.of(annotations(
                        "procmgr.jobs.web.command", "a",
                        "procmgr.jobs.web.env.A", "1",
                        "procmgr.jobs.web.env.B", "1",
                        "procmgr.jobs.web.limit.nofile", "100")),
                List.of(system("procmgr.jobs.web.env.B", "2", "procmgr.jobs.web.limit.nproc", "7")));

        JobSpec job = only();

        assertThat(job.execution().environment()).extracting(Object::toString).hasSize(2);
        assertThat(job.execution().environment().get(1).value()).isEqualTo("2");
        assertThat(job.execution().limits()).hasSize(2);
    }

    @Test
    void aProblemNamesThePlaceThatIsWrong() throws IOException {
        layers = layers.with(
                List.of(annotations("procmgr.jobs.web.command", "a", "procmgr.jobs.web.order", "first")),
                List.of(system("procmgr.jobs.web.nice", "99", "procmgr.jobs.web.comand", "b")));
        file("jobs.properties", "procmgr.jobs.web.umask = 9\n");

        assertThat(problems())
                .hasSize(4)
                .anyMatch(p -> p.startsWith("@ManagedProcess procmgr.jobs.web.order: job web: order: must be"))
                .anyMatch(p -> p.startsWith(directory.resolve("jobs.properties") + ":1: job web: umask: must be"))
                .anyMatch(p -> p.startsWith("system property procmgr.jobs.web.nice: job web: nice: must be"))
                .anyMatch(p -> p.startsWith("system property procmgr.jobs.web.comand: job web: comand: is no key")
                        && p.endsWith("did you mean command?"));
    }

    @Test
    void shellOfOneLayerDecidesHowTheCommandOfAnotherIsRead() throws IOException {
        file("jobs.properties", "procmgr.jobs.web.command = echo \"$HOME | ${no.such}\n");
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.web.shell", "true")));

        assertThat(only().execution().command()).containsExactly("echo \"$HOME | ${no.such}");
    }

    @Test
    void aShellThatIsTakenBackLeavesACommandOfWords() throws IOException {
        file("jobs.properties", "procmgr.jobs.web.command = echo ${java.version}\nprocmgr.jobs.web.shell = true\n");
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.web.shell", "false")));

        assertThat(only().execution().command()).containsExactly("echo", System.getProperty("java.version"));
    }

    @Test
    void aJobOfAPmtrFileKeepsItsDialect() throws IOException {
        file("jobs.conf", "job {\n  name web\n  env A=1\n  env B=2\n  cmd /bin/true\n}\n");
        layers = layers.with(
                List.of(annotations("procmgr.jobs.web.description", "below")),
                List.of(system("procmgr.jobs.web.env.B", "3", "procmgr.jobs.web.order", "4")));

        JobSpec job = only();

        assertThat(job.restart().backoff().initial()).isEqualTo(Duration.ofSeconds(10));
        assertThat(job.execution().searchPath()).isFalse();
        assertThat(job.description()).isEqualTo("below");
        assertThat(job.start().order()).isEqualTo(4);
        assertThat(job.origin()).isEqualTo(new Origin(files.get(0).toString(), 1));
    }

    @Test
    void twoJobsOfOneNameInOneLayerAreAnError() {
        Layer one = annotations("procmgr.jobs.web.command", "a");
        Layer twice =
                new Layer("annotations", List.of(one.jobs().get(0), one.jobs().get(0)), List.of(), List.of());
        layers = layers.with(List.of(twice), List.of(system("procmgr.jobs.web.nice", "1")));

        assertThat(problems()).singleElement().asString().contains("is the name of an earlier job, in @ManagedProcess");
    }

    @Test
    void aKeyThatIsGivenTwiceInOneLayerIsAnError() {
        layers = layers.with(
                List.of(annotations("procmgr.jobs.web.command", "a")),
                List.of(system("procmgr.jobs.web.nice", "1", "procmgr.jobs.web.nice", "2")));

        assertThat(problems()).singleElement().asString().contains("nice: is given twice, first in system property");
    }

    @Test
    void defaultsOfALaterLayerOverrideThoseOfAnEarlierOneAndNoJobsOwn() throws IOException {
        file(
                "jobs.properties",
                "procmgr.defaults.nice = 2\nprocmgr.jobs.web.command = a\nprocmgr.jobs.web.order = 1\n");
        layers = layers.with(
                List.of(annotations("procmgr.defaults.nice", "1", "procmgr.defaults.umask", "077")),
                List.of(system("procmgr.defaults.nice", "3", "procmgr.defaults.order", "9")));

        JobSpec job = only();

        assertThat(job.execution().nice()).hasValue(3);
        assertThat(job.execution().umask()).isEqualTo(077);
        assertThat(job.start().order()).isEqualTo(1);
    }

    @Test
    void anIncompleteJobIsToldWhereItIsWritten() {
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.web.nice", "1")));

        assertThat(problems())
                .containsExactly("system property procmgr.jobs.web.nice: job web: command: is missing: a job needs a"
                        + " program to run");
    }

    @Test
    void aJobNameWithADotIsQuoted() {
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.\"my.job\".command", "a")));

        assertThat(only().name().value()).isEqualTo("my.job");
    }

    @Test
    void aLiteralValueIsNotExpanded() {
        Origin origin = new Origin("microprofile", 0);
        layers = layers.with(
                List.of(PropertyLayer.of(
                        "microprofile",
                        List.of(new Property("procmgr.jobs.web.command", "echo ${HOME} \\${x}", origin, true)))),
                List.of());

        assertThat(only().execution().command()).containsExactly("echo", "${HOME}", "\\${x}");
    }

    @Test
    void linesOfAPropertiesFileOfTheApplicationAreKnown() {
        PropertySource source = PropertySource.read(
                "META-INF/procmgr.properties",
                "# comment\nprocmgr.jobs.web.command = echo \\${HOME} \\\\$x\nprocmgr.jobs.web.nice = 30\n".getBytes());
        layers = layers.with(List.of(PropertyLayer.of(source)), List.of());

        assertThat(problems()).singleElement().asString().startsWith("META-INF/procmgr.properties:3: job web: nice");
    }

    @Test
    void environmentVariablesSetKeysOfKnownJobsBetweenFilesAndSystemProperties() throws IOException {
        file("jobs.properties", "procmgr.jobs.my-web.command = a\nprocmgr.jobs.my-web.nice = 1\n");
        environment(Map.of(
                "PROCMGR_JOBS_MY_WEB_NICE", "2",
                "PROCMGR_JOBS_MY_WEB_ORDER", "2",
                "PROCMGR_JOBS_MY_WEB_STOP_TIMEOUT", "3s",
                "PROCMGR_JOBS_MY_WEB_ENV_Some_Name", "x",
                "PROCMGR_JOBS_MY_WEB_LIMIT_NOFILE", "77",
                "PROCMGR_DEFAULTS_UMASK", "027",
                "PROCMGR_JAVA_OPTS", "-Xmx1g"));
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.my-web.order", "3")));

        JobSpec job = only();

        assertThat(job.execution().nice()).hasValue(2);
        assertThat(job.start().order()).isEqualTo(3);
        assertThat(job.stop().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(job.execution().environment().get(0).name()).isEqualTo("Some_Name");
        assertThat(job.execution().limits().get(0).resource().key()).isEqualTo("nofile");
        assertThat(job.execution().umask()).isEqualTo(027);
    }

    @Test
    void theEnvironmentAloneDefinesAJobWhoseNameIsTold() {
        environment(Map.of("PROCMGR_JOBS_WEB_COMMAND", "a ${java.version}"), "web");

        assertThat(only().execution().command()).containsExactly("a", System.getProperty("java.version"));
    }

    @Test
    void aVariableThatMeansTwoJobsIsAnErrorAndOneOfNoJobAWarning() throws IOException {
        file("jobs.properties", "procmgr.jobs.a-b.command = a\nprocmgr.jobs.a_b.command = a\n");
        environment(
                Map.of("PROCMGR_JOBS_A_B_NICE", "1", "PROCMGR_JOBS_OTHER_NICE", "1", "PROCMGR_JOBS_A_B_NICCE", "1"));

        assertThat(problems())
                .containsExactly(
                        "environment variable PROCMGR_JOBS_A_B_NICCE: names no key of a job: did you mean"
                                + " PROCMGR_JOBS_A_B_NICE?",
                        "environment variable PROCMGR_JOBS_A_B_NICE: means more than one property: set the system property"
                                + " itself (one of: procmgr.jobs.a-b.nice, procmgr.jobs.a_b.nice)",
                        "environment variable PROCMGR_JOBS_OTHER_NICE: warning: has no effect: it names no key of a known"
                                + " job (jobs=a-b, a_b); procmgr.job-names makes more of them known");
    }

    @Test
    void aJobThatIsOverriddenIsJudgedAnewWithEachReading() throws IOException {
        file("jobs.properties", "procmgr.jobs.web.command = a\nprocmgr.jobs.other.command = a\n");
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.web.nice", "1")));
        JobSources sources = sources();
        JobSpec web = sources.read().jobs().get(0);

        Files.writeString(files.get(0), "procmgr.jobs.web.command = b\nprocmgr.jobs.other.command = a\n");
        Catalog changed = sources.readChanges();

        assertThat(web.execution().nice()).hasValue(1);
        assertThat(changed.jobs().get(0).execution().nice()).hasValue(1);
        assertThat(changed.jobs().get(0).execution().command()).containsExactly("b");
    }

    @Test
    void aJobThatBecomesOverriddenByARenameOfAnotherIsNotTakenAsItWasKnown() throws IOException {
        file("jobs.properties", "procmgr.jobs.a-b.command = a\nprocmgr.jobs.a_b.command = a\n");
        environment(Map.of("PROCMGR_JOBS_A_B_NICE", "5"));
        JobSources sources = sources();
        assertThat(sources.read().isValid()).isFalse();

        Files.writeString(files.get(0), "procmgr.jobs.a-b.command = a\n");

        assertThat(sources.read().jobs().get(0).execution().nice()).hasValue(5);
    }

    @Test
    void whatIsWrittenTellsThePlaceOfEachValue() throws IOException {
        file("jobs.properties", "procmgr.jobs.web.command = a\n");
        layers = layers.with(List.of(), List.of(system("procmgr.jobs.web.nice", "1", "procmgr.defaults.order", "2")));

        assertThat(sources().written()).singleElement().satisfies(job -> {
            assertThat(job.values())
                    .extracting(value -> value.origin().toString())
                    .containsExactly(files.get(0) + ":1", "system property procmgr.jobs.web.nice");
            assertThat(job.defaults()).singleElement().satisfies(value -> assertThat(value.key())
                    .isEqualTo(JobKey.ORDER));
        });
    }

    @Test
    void whatALaterLayerMakesIneffectiveIsLeftOutAndNotRefused() {
        layers = layers.with(
                List.of(annotations(
                        "procmgr.jobs.web.main-class", "com.acme.Main",
                        "procmgr.jobs.web.class-path", "a.jar",
                        "procmgr.jobs.web.max-failures", "3")),
                List.of(system("procmgr.jobs.web.command", "other", "procmgr.jobs.web.restart", "never")));

        JobSpec job = only();

        assertThat(job.execution().command()).containsExactly("other");
        assertThat(job.restart().policy()).isEqualTo(Policy.NEVER);
    }

    @Test
    void aClassInALaterLayerTakesThePlaceOfACommand() {
        layers = layers.with(
                List.of(annotations("procmgr.jobs.web.command", "a")),
                List.of(system(
                        "procmgr.jobs.web.main-class", "com.acme.Main", "procmgr.jobs.web.class-path", "a.jar")));

        assertThat(only().execution().command()).endsWith("-cp", "a.jar", "com.acme.Main");
    }

    @Test
    void whatHasNoEffectInTheLayerThatSaysItIsRefused() {
        layers = layers.with(
                List.of(annotations("procmgr.jobs.web.command", "a", "procmgr.jobs.web.restart", "never")),
                List.of(system("procmgr.jobs.web.max-failures", "3")));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("max-failures: has no effect on a job that is never");
    }
}
