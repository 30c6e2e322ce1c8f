package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesFileTest {
    private static final Map<String, String> VARIABLES = Map.of("DIR", "/my dir", "EMPTY", "", "NESTED", "${DIR}");

    private static Definitions parse(String text) {
        return PropertiesFile.parse(
                "jobs.properties",
                text.getBytes(StandardCharsets.UTF_8),
                name -> Optional.ofNullable(VARIABLES.get(name)),
                KnownJobs.none());
    }

    private static Catalog catalog(String text) {
        return new Judgement(List.of(parse(text)), Path.of("/super"), JobHost.STAND_ALONE).catalog(List.of());
    }

    private static List<String> problems(String text) {
        return catalog(text).problems().stream().map(Problem::toString).toList();
    }

    private static JobSpec job(String... lines) {
        Catalog catalog = catalog("procmgr.jobs.a." + String.join("\nprocmgr.jobs.a.", lines));
        assertThat(catalog.problems()).isEmpty();
        return catalog.jobs().get(0);
    }

    private static List<String> command(String value) {
        return job("command=" + value).execution().command();
    }

    @Test
    void jobsComeInTheOrderOfTheirFirstLine() {
        Catalog catalog = catalog("procmgr.jobs.b.command=x\nprocmgr.jobs.a.command=y\nprocmgr.jobs.b.nice=5\n");
        assertThat(catalog.jobs()).extracting(job -> job.name().value()).containsExactly("b", "a");
        assertThat(catalog.jobs().get(0).execution().nice()).hasValue(5);
        assertThat(catalog.jobs().get(1).origin()).hasToString("jobs.properties:2");
    }

    @Test
    void aNameWithADotIsQuoted() {
        assertThat(catalog("procmgr.jobs.\"my.stop\".command=x\n").jobs().get(0).name())
                .hasToString("my.stop");
        assertThat(problems("procmgr.jobs.my.own.command=x\n"))
                .containsExactly(
                        "jobs.properties:1: job my: own.command: is no key of a job: a job name with a dot is quoted,"
                                + " as in procmgr.jobs.\"my.job\".command",
                        "jobs.properties:1: job my: command: is missing: a job needs a program to run");
    }

    @Test
    void wordsOfACommandAreHeldTogetherByQuotes() {
        assertThat(command("x  'a  b' \"c'd\" e\"f g\"h '' \\\\n"))
                .containsExactly("x", "a  b", "c'd", "ef gh", "", "\\n");
        assertThat(problems("procmgr.jobs.a.command=x 'a\n"))
                .first()
                .hasToString("jobs.properties:1: job a: command: has a quote that is not closed");
    }

    @Test
    void theTextOfAShellJobIsNeitherSplitNorExpanded() {
        assertThat(job("shell=true", "command=echo \"a  b\"  ${DIR} $HOME 'c'")
                        .execution()
                        .command())
                .containsExactly("echo \"a  b\"  ${DIR} $HOME 'c'");
    }

    @Test
    void variablesAreExpandedWithinAWordAndOnce() {
        assertThat(command("x ${DIR}/y -${EMPTY}- ${NESTED} $DIR {DIR}"))
                .containsExactly("x", "/my dir/y", "--", "${DIR}", "$DIR", "{DIR}");
        assertThat(job("command=x", "directory=${DIR}", "env.A=<${DIR}>")
                        .execution()
                        .environment())
                .containsExactly(new EnvironmentVariable("A", "</my dir>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\${DIR}", "\\\\${DIR}"})
    void aBackslashMakesADollarSignPlain(String escaped) {
        assertThat(command("x " + escaped)).containsExactly("x", "${DIR}");
    }

    @Test
    void unknownVariablesAreRefused() {
        assertThat(problems("procmgr.jobs.a.command=x ${NO} ${} ${DIR\n"))
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo("jobs.properties:1: job a: command: names a variable that neither the system properties nor"
                        + " the environment have (variable=NO)");
    }

    @Test
    void aKeyGivenTwiceIsRefusedInTheLineOfTheRepetition() {
        assertThat(problems("procmgr.jobs.a.command=x\nprocmgr.jobs.a.env.A=1\nprocmgr.jobs.a.env.B=1\n"
                        + "procmgr.jobs.a.env.A=1\nprocmgr.jobs.a.command=x\n"))
                .containsExactly(
                        "jobs.properties:4: job a: env.A: is given twice, first in jobs.properties:2",
                        "jobs.properties:5: job a: command: is given twice, first in jobs.properties:1");
    }

    @Test
    void unknownKeysAreRefusedWithTheNearestKnownOne() {
        assertThat(problems("procmgr.jobs.a.command=x\nprocmgr.jobs.a.stop.timout=1s\nprocmgr.jobs.a.evn.A=1\n"
                        + "procmgr.jobs.a.zzz=1\nprocmgr.job.a.nice=1\nprocmgr.state-dir=/x\nprocmgr.jobs.a=1\n"))
                .containsExactly(
                        "jobs.properties:2: job a: stop.timout: is no key of a job: did you mean stop.timeout?",
                        "jobs.properties:3: job a: evn.A: is no key of a job: did you mean env.?",
                        "jobs.properties:4: job a: zzz: is no key of a job",
                        "jobs.properties:5: procmgr.job.a.nice: is not known here: did you mean procmgr.jobs.…?",
                        "jobs.properties:6: procmgr.state-dir: is not known here: procmgr.jobs.<name>.<key>,"
                                + " procmgr.defaults.<key> and procmgr.alerts.<channel>.<key> are allowed in a file of jobs",
                        "jobs.properties:7: procmgr.jobs.a: must be procmgr.jobs.<name>.<key>, a name with a dot in"
                                + " double quotes");
    }

    @Test
    void keysOfOthersAreAWarning() {
        Catalog catalog = catalog("quarkus.x=1\nprocmgr.jobs.a.command=x\n");
        assertThat(catalog.isValid()).isTrue();
        assertThat(catalog.problems())
                .singleElement()
                .hasToString(
                        "jobs.properties:1: warning: quarkus.x: has no effect: keys of procmgr begin with procmgr.");
    }

    @Test
    void defaultsHoldForEveryJobThatDoesNotSayOtherwise() {
        Catalog catalog = catalog(
                "procmgr.defaults.nice=5\nprocmgr.defaults.env.A=1\nprocmgr.defaults.env.B=2\n"
                        + "procmgr.jobs.a.command=x\nprocmgr.jobs.a.env.A=3\nprocmgr.jobs.b.command=x\nprocmgr.jobs.b.nice=6\n");
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.jobs().get(0).execution().nice()).hasValue(5);
        assertThat(catalog.jobs().get(0).execution().environment())
                .containsExactly(new EnvironmentVariable("B", "2"), new EnvironmentVariable("A", "3"));
        assertThat(catalog.jobs().get(1).execution().nice()).hasValue(6);
    }

    @Test
    void aWrongDefaultIsToldOnce() {
        assertThat(problems("procmgr.defaults.nice=99\nprocmgr.defaults.command=x\nprocmgr.defaults.umask=1\n"
                        + "procmgr.defaults.umask=2\nprocmgr.defaults.nicce=1\nprocmgr.defaults.backoff.initial=1h\n"
                        + "procmgr.jobs.a.command=x\nprocmgr.jobs.b.command=x\n"))
                .containsExactly(
                        "jobs.properties:1: nice: must be a whole number from -20 to 19 (value=99)",
                        "jobs.properties:2: command: must be given for each job by itself",
                        "jobs.properties:4: umask: is given twice, first in jobs.properties:3",
                        "jobs.properties:5: nicce: is no key of a job: did you mean nice?",
                        "jobs.properties:6: backoff.initial: must leave backoff.initial at most backoff.max"
                                + " (backoff.initial=3600000ms, backoff.max=30000ms)");
    }

    @Test
    void aDefaultWithoutEffectInOneJobIsNoProblem() {
        Catalog catalog = catalog("procmgr.defaults.group=g\nprocmgr.defaults.failure-window=1m\n"
                + "procmgr.defaults.backoff.max=1m\nprocmgr.jobs.a.command=x\nprocmgr.jobs.a.restart=once\n"
                + "procmgr.jobs.b.command=x\nprocmgr.jobs.b.user=u\n");
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.jobs().get(0).execution().group()).isEmpty();
        assertThat(catalog.jobs().get(1).execution().group()).contains("g");
    }

    @Test
    void blanksAtTheEndOfALineAreDroppedButKeptInVariables() {
        JobSpec job = job("command=x ", "nice=5  ", "env.A=1 ");
        assertThat(job.execution().nice()).hasValue(5);
        assertThat(job.execution().environment()).containsExactly(new EnvironmentVariable("A", "1 "));
    }

    @Test
    void malformedEscapesAreRefused() {
        assertThat(problems("procmgr.jobs.a.command=x \\u12\nprocmgr.jobs.\\uxyz1.command=x\n"))
                .first()
                .asString()
                .startsWith("jobs.properties:1: job a: command: has a malformed \\u escape");
        assertThat(problems("procmgr.jobs.\\uxyz1.command=x\n")).hasSize(1);
    }

    @Test
    void linesAreCutAsJavaDoesIt() throws IOException {
        String text = "  procmgr.jobs.a.env.A = 1\n! no\n\n\tprocmgr.jobs.a.env.B:2\r\nprocmgr.jobs.a.env.C 3 = 4\r"
                + "procmgr.jobs.a.env.D=a\\\n   b\\\r\n\t# c\\\\\nprocmgr.jobs.a.env.E\\:\\=\\ x=\\t\\u00e4\\q\\\\\n"
                + "procmgr.jobs.a.env.F\nprocmgr.jobs.a.env.G=\nprocmgr.jobs.a.env.H==\nprocmgr.jobs.a.env.I=x\\";
        Properties expected = new Properties();
        expected.load(new StringReader(text));
        Map<String, String> found = new HashMap<>();
        RawJob job = ((Definition.Written) parse(text).jobs().get(0)).job();
        for (RawValue value : job.values()) {
            found.put("procmgr.jobs.a.env." + value.qualifier(), value.words().get(0));
        }
        assertThat(found).isEqualTo(new HashMap<>(expected));
        assertThat(job.values())
                .extracting(value -> value.origin().line())
                .containsExactly(1, 4, 5, 6, 9, 10, 11, 12, 13);
    }
}
