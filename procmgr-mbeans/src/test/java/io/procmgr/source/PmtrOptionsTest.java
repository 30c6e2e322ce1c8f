package io.procmgr.source;

import static io.procmgr.source.PmtrText.catalog;
import static io.procmgr.source.PmtrText.job;
import static io.procmgr.source.PmtrText.problems;
import static io.procmgr.source.PmtrText.problemsWith;
import static io.procmgr.source.PmtrText.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.BackoffRule;
import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Execution;
import io.procmgr.job.InputSource;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogRotation;
import io.procmgr.job.LogTarget;
import io.procmgr.job.OutputRule;
import io.procmgr.job.Resource;
import io.procmgr.job.ResourceLimit;
import io.procmgr.job.RestartRule;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of pmtr files: facts 21 to 36, and what the dialect makes of options that are not written. */
class PmtrOptionsTest {
    @Test
    void aSecondNameInOneJobIsRefused() {
        assertThat(problemsWith("name a")).containsExactly("jobs.conf:4: job a: name: is given twice, first in line 2");
    }

    @Test
    void twoJobsOfOneNameAreRefusedNamingBothLines() {
        assertThat(problems("job {\nname a\ncmd /x\n}\njob {\nname a\ncmd /y\n}\n"))
                .containsExactly("jobs.conf:5: job a: name: is the name of an earlier job, in jobs.conf:1");
    }

    @Test
    void aJobWithoutCmdIsRefused() {
        assertThat(problems("job {\nname a\n}\n"))
                .containsExactly("jobs.conf:1: job a: cmd: is missing: a job needs a program to run");
    }

    @Test
    void aSecondCmdIsRefused() {
        assertThat(problemsWith("cmd /y 1"))
                .containsExactly("jobs.conf:4: job a: cmd: is given twice, first in jobs.conf:3");
    }

    @Test
    void theProgramIsTakenAsWritten() {
        Execution execution = job("job {\nname a\ncmd x $HOME *\n}\n").execution();
        assertThat(execution.command()).containsExactly("x", "$HOME", "*");
        assertThat(execution.searchPath()).isFalse();
        assertThat(execution.shell()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dir", "out", "err", "in"})
    void aRepeatedSingleValueIsRefusedEvenIfEqual(String option) {
        assertThat(problemsWith(option + " /v", option + " /v"))
                .containsExactly("jobs.conf:5: job a: " + option + ": is given twice, first in jobs.conf:4");
    }

    @Test
    void environmentIsKeptInOrderWithRepetitions() {
        assertThat(with("env B=1", "env A=", "env B=x=y", "env C=\"q\"")
                        .execution()
                        .environment())
                .containsExactly(
                        new EnvironmentVariable("B", "1"),
                        new EnvironmentVariable("A", ""),
                        new EnvironmentVariable("B", "x=y"),
                        new EnvironmentVariable("C", "\"q\""));
    }

    @Test
    void anEnvironmentEntryWithoutNameOrEqualsSignIsRefused() {
        assertThat(problemsWith("env A", "env =b"))
                .containsExactly(
                        "jobs.conf:4: job a: env: must be NAME=VALUE with a name (value=A)",
                        "jobs.conf:5: job a: env: must be NAME=VALUE with a name (value==b)");
    }

    @Test
    void theLastUserWinsAndHasAtMost99Bytes() {
        assertThat(with("user one", "user two").execution().user()).contains("two");
        assertThat(with("user " + "u".repeat(99)).execution().user()).isPresent();
        assertThat(problemsWith("user " + "u".repeat(100))).hasSize(1);
        assertThat(with("user no-such-account").execution().user()).isPresent();
    }

    @Test
    void theLastNiceAndTheLastOrderWin() {
        JobSpec job = with("nice -20", "order 5", "nice 19", "order -2147483648");
        assertThat(job.execution().nice()).hasValue(19);
        assertThat(job.start().order()).isEqualTo(Integer.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5abc", "3.7", "-21", "20", "0x5", "1e1", "٣", "99999999999999999999"})
    void strictNumbersAreRefusedWithTheLine(String number) {
        assertThat(problemsWith("nice " + number))
                .containsExactly(
                        "jobs.conf:4: job a: nice: must be a whole number from -20 to 19 (value=" + number + ")");
    }

    @Test
    void anOrderBeyondAnIntIsRefused() {
        assertThat(problemsWith("order 2147483648", "order 1x")).hasSize(2);
    }

    @Test
    void flagsMayBeRepeated() {
        JobSpec job = with("disable", "wait", "once", "once", "wait", "disable");
        assertThat(job.start().enabled()).isFalse();
        assertThat(job.start().hold()).isTrue();
        assertThat(job.restart().policy()).isEqualTo(RestartRule.Policy.ONCE);
    }

    @Test
    void disabledIsNoKeyword() {
        assertThat(problems("job {\nname a\ndisabled\ncmd /x\n}\n"))
                .containsExactly("jobs.conf:3: job a: disabled: is no option of a job: did you mean disable?");
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "5m,300", "2h,7200", "1d,86400"})
    void bounceTakesANumberAndAUnit(String interval, long seconds) {
        assertThat(with("bounce every " + interval).start().bounceEvery()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void bounceOfZeroMeansNever() {
        assertThat(with("bounce every 0s").start().bounceEvery()).isEmpty();
        assertThat(with("bounce every 5m", "bounce every 0h").start().bounceEvery())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5S", "5w", "5ms", "5 m", "1.5h", "-5s", "+5s", "s", "PT5S", "99999999999999999999d"})
    void anyOtherIntervalIsRefused(String interval) {
        assertThat(problemsWith("bounce every " + interval)).isNotEmpty().allSatisfy(problem -> assertThat(problem)
                .startsWith("jobs.conf:4: job a: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0x1d;[0, 2, 3, 4]",
                "0XX;",
                "0xA;[1, 3]",
                "0,2-4;[0, 2, 3, 4]",
                "7;[7]",
                "0x0;[]",
                "0x00000000000000000000001;[0]"
            })
    void cpusAreAListOrAMask(String cpus, String expected) {
        if (expected == null) {
            assertThat(problemsWith("cpu " + cpus)).hasSize(1);
        } else {
            assertThat(with("cpu " + cpus).execution().cpus()).hasToString(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5-5", "5-4", ",1", "1,", "1,,2", "1-", "-1", "1-2-3", "0x", "0X1", "0x1g", "1024", "x", "1 2"})
    void anyOtherSetOfCpusIsRefused(String cpus) {
        assertThat(problemsWith("cpu " + cpus)).hasSize(1).first().asString().startsWith("jobs.conf:4: job a: ");
    }

    @Test
    void repeatedCpuLinesUnite() {
        assertThat(with("cpu 1", "cpu 0x5", "cpu 3-4").execution().cpus()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aCpuNumberIsKeptAsItIsUpTo1023() {
        assertThat(with("cpu 300,1023").execution().cpus()).containsExactly(300, 1023);
        assertThat(with("cpu 0x8" + "0".repeat(255)).execution().cpus()).containsExactly(1023);
        assertThat(problemsWith("cpu 0x1" + "0".repeat(256))).hasSize(1);
    }

    @Test
    void limitsAreASinglePairOrABlockAndKeepTheirOrder() {
        assertThat(with(
                                "ulimit -n 1024",
                                "ulimit {",
                                "-c 0 -s 8192",
                                "RLIMIT_CPU",
                                "60",
                                "}",
                                "ulimit {",
                                "}",
                                "ulimit -n 5")
                        .execution()
                        .limits())
                .containsExactly(
                        limit(Resource.NOFILE, 1024),
                        limit(Resource.CORE, 0),
                        limit(Resource.STACK, 8192),
                        limit(Resource.CPU, 60),
                        limit(Resource.NOFILE, 5));
    }

    @Test
    void anOddWordInALimitBlockIsRefused() {
        assertThat(problemsWith("ulimit {", "-c 0", "-n", "}"))
                .containsExactly("jobs.conf:6: job a: ulimit: needs a value behind each flag (flag=-n)");
    }

    @Test
    void everyFlagAndEveryNameOfALimitIsKnown() {
        String flags = "cdefilmnqrstuv";
        for (int i = 0; i < flags.length(); i++) {
            Resource resource = Resource.values()[i];
            assertThat(with("ulimit -" + flags.charAt(i) + " 7", "ulimit RLIMIT_" + resource.name() + " 8")
                            .execution()
                            .limits())
                    .containsExactly(limit(resource, 7), limit(resource, 8));
        }
        assertThat(problemsWith("ulimit -x 1", "ulimit nofile 1", "ulimit rlimit_core 1"))
                .hasSize(3);
    }

    @Test
    void limitsHave64BitsAndMayBeInfinite() {
        assertThat(with(
                                "ulimit -v 4000000000",
                                "ulimit -c infinity",
                                "ulimit -s unlimited",
                                "ulimit -f 9223372036854775807")
                        .execution()
                        .limits())
                .containsExactly(
                        limit(Resource.AS, 4_000_000_000L),
                        new ResourceLimit(Resource.CORE, OptionalLong.empty()),
                        new ResourceLimit(Resource.STACK, OptionalLong.empty()),
                        limit(Resource.FSIZE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c 30k", "-c -1", "-c 9223372036854775808", "-n infinity", "-n unlimited", "-c Infinity"})
    void anyOtherLimitIsRefused(String limit) {
        assertThat(problemsWith("ulimit " + limit))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("jobs.conf:4: job a: ulimit: ");
    }

    @Test
    void dependsBlocksAddUp() {
        assertThat(with("depends {", "/a b", "}", "depends {", "/c", "}").watch())
                .containsExactly(Path.of("/a"), Path.of("/super/b"), Path.of("/c"));
    }

    @Test
    void anEmptyDependsBlockIsRefused() {
        assertThat(problemsWith("depends {", "}"))
                .containsExactly("jobs.conf:4: job a: depends: must name at least one file");
    }

    @Test
    void aPathEqualToAKeywordCannotStartALine() {
        assertThat(problemsWith("depends {", "name", "}"))
                .first()
                .asString()
                .startsWith("jobs.conf:5: job a: depends: is not closed");
        assertThat(with("depends {", "\"name\"", "./nice", "}").watch()).hasToString("[/super/name, /super/./nice]");
    }

    @Test
    void dependsPathsAreAbsoluteElseUnderDirElseUnderTheSupervisorsDirectory() {
        assertThat(with("depends {", "/a b", "}", "dir /d").watch()).hasToString("[/a, /d/b]");
        assertThat(with("depends {", "/a b", "}", "dir rel").watch()).hasToString("[/a, /super/rel/b]");
        assertThat(with("depends {", "/a b", "}").watch()).hasToString("[/a, /super/b]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp://h:0", "udp://10.0.0.1:65535", "udp://239.0.0.1:9999@eth0"})
    void reportAndListenAreRead(String spec) {
        Catalog catalog = catalog("report to " + spec + "\nlisten on " + spec + "\n");

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.udp())
                .extracting(line -> line.origin() + " " + line.option() + " " + line.spec())
                .containsExactly("jobs.conf:1 report to " + spec, "jobs.conf:2 listen on " + spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp://h",
                "udp://h:",
                "udp://h:x",
                "udp://h:65536",
                "udp://h:-1",
                "udp://:1",
                "tcp://h:1",
                "udp://h:1@",
                "h:1",
                "udp://h:1x",
                "udp://h:000001"
            })
    void aWrongAddressIsRefusedStrictly(String spec) {
        assertThat(problems("listen on " + spec + "\n"))
                .containsExactly("jobs.conf:1: listen on: must be udp://HOST:PORT or udp://HOST:PORT@INTERFACE, with a"
                        + " port from 0 to 65535 (value=" + spec + ")");
    }

    @Test
    void whatIsNotWrittenIsAsPmtrHasIt() {
        JobSpec job = with("");
        Execution execution = job.execution();
        assertThat(execution.directory()).isEmpty();
        assertThat(execution.input()).isEqualTo(InputSource.NOTHING);
        assertThat(execution.output())
                .isEqualTo(new OutputRule(new LogTarget.Default(), new LogTarget.Default(), 0644));
        assertThat(execution.nice()).hasValue(0);
        assertThat(execution.user()).isEmpty();
        assertThat(execution.umask()).isEqualTo(0022);
        assertThat(execution.inheritEnvironment()).isTrue();
        assertThat(execution.cpus()).isEmpty();
        assertThat(job.start().startSeconds()).isEqualTo(Duration.ofSeconds(1));
        assertThat(job.start().order()).isZero();
        assertThat(job.restart().policy()).isEqualTo(RestartRule.Policy.ALWAYS);
        assertThat(job.restart().noRestartCodes()).containsExactly(33);
        assertThat(job.restart().backoff()).isEqualTo(BackoffRule.PMTR);
        assertThat(job.stop()).isEqualTo(new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION));
    }

    @Test
    void theWordSyslogMeansTheLogAndEachStreamHasItsOwnDefault() {
        OutputRule output = with("out syslog", "err my/err").execution().output();
        assertThat(output.out()).isEqualTo(new LogTarget.Default());
        assertThat(output.error()).isEqualTo(new LogTarget.File(Path.of("my/err")));
        assertThat(with("out o").execution().output().error()).isEqualTo(new LogTarget.Default());
    }

    @Test
    void whatGoesToTheLogIsRelayedAndAFileOfItsOwnIsLeftAlone() {
        JobSpec job = with("out o");
        assertThat(job.log().relays(job.execution().output().error())).isTrue();
        assertThat(job.log().rotation(job.execution().output().error())).isEqualTo(LogRotation.COLLAPSE);
        assertThat(job.log().relays(job.execution().output().out())).isFalse();
        assertThat(job.log().rotation(job.execution().output().out())).isEqualTo(LogRotation.OFF);
    }

    @Test
    void ourOwnWordsForTargetsAreFileNamesInPmtrSyntax() {
        Execution execution = with("out none", "err inherit", "in pipe").execution();
        assertThat(execution.output().files(job("job {\nname a\ncmd /x\n}").name(), Path.of("/d"), Path.of("/log")))
                .hasToString("LogFiles[out=/d/none, error=/d/inherit]");
        assertThat(execution.input()).isEqualTo(new InputSource.File(Path.of("./pipe")));
    }

    @Test
    void ofEqualOrderTheFileDecides() {
        assertThat(catalog("job {\nname b\ncmd /x\n}\njob {\nname a\ncmd /x\n}\n")
                        .jobs())
                .extracting(job -> job.name().value())
                .containsExactly("b", "a");
    }

    @Test
    void waitMayBeDisabledAndOnce() {
        assertThat(with("wait", "once", "disable").start().hold()).isTrue();
    }

    @Test
    void writtenDefaultsHoldForPmtrJobsToo() {
        Definitions pmtr =
                PmtrFile.parse("jobs.conf", PmtrText.text("out syslog").getBytes(), KnownJobs.none());
        Definitions defaults = PropertiesFile.parse(
                "d.properties",
                "procmgr.defaults.nice=7\nprocmgr.defaults.log.file=none\nprocmgr.defaults.limit.nofile=9".getBytes(),
                name -> Optional.empty(),
                KnownJobs.none());
        Catalog catalog =
                new Judgement(Stream.of(pmtr, defaults).toList(), Path.of("/"), JobHost.STAND_ALONE).catalog(List.of());
        Execution execution = catalog.jobs().get(0).execution();
        assertThat(execution.nice()).hasValue(7);
        assertThat(execution.output().out()).isEqualTo(new LogTarget.Default());
        assertThat(execution.limits()).containsExactly(limit(Resource.NOFILE, 9));
    }

    private static ResourceLimit limit(Resource resource, long value) {
        return new ResourceLimit(resource, OptionalLong.of(value));
    }
}
