package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobValidatorTest {
    private static final JobValidator VALIDATOR = new JobValidator(Path.of("/super"), JobHost.STAND_ALONE);

    /** A job named a with the command x, and these keys and values from line 2 on. */
    private static Validation validation(String... pairs) {
        List<RawValue> values = new ArrayList<>();
        values.add(value(1, "command", "x"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.add(value(2 + i / 2, pairs[i], pairs[i + 1].split(" ", -1)));
        }
        return VALIDATOR.validate(new RawJob("a", Dialect.PROCMGR, new Origin("f", 1), values));
    }

    private static RawValue value(int line, String option, String... words) {
        JobKey key = JobKey.parse(option).orElseThrow();
        String qualifier = key.qualified() ? option.substring(key.key().length()) : "";
        return new RawValue(key, qualifier, Arrays.asList(words), option, new Origin("f", line));
    }

    private static JobSpec job(String... pairs) {
        Validation validation = validation(pairs);
        assertThat(validation.problems()).isEmpty();
        return validation.spec().orElseThrow();
    }

    private static List<String> problems(String... pairs) {
        return validation(pairs).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void whatIsNotWrittenIsTheDefault() {
        JobSpec job = job();
        Execution execution = job.execution();
        assertThat(execution.searchPath()).isTrue();
        assertThat(execution.shell()).isFalse();
        assertThat(execution.directory()).contains(Path.of("/"));
        assertThat(execution.inheritEnvironment()).isTrue();
        assertThat(execution.umask()).isEqualTo(0022);
        assertThat(execution.nice()).isEmpty();
        assertThat(execution.input()).isEqualTo(InputSource.NOTHING);
        assertThat(execution.output())
                .isEqualTo(new OutputRule(new LogTarget.Default(), new LogTarget.Default(), 0640));
        assertThat(job.start()).isEqualTo(new StartRule(true, true, 0, false, Duration.ofSeconds(1), Optional.empty()));
        assertThat(job.restart().policy()).isEqualTo(RestartRule.Policy.ALWAYS);
        assertThat(job.restart().noRestartCodes()).containsExactly(33);
        assertThat(job.restart().successCodes()).containsExactly(0);
        assertThat(job.restart().backoff()).isEqualTo(BackoffRule.PROCMGR);
        assertThat(job.restart().maxFailures()).isEmpty();
        assertThat(job.restart().failureWindow()).isEqualTo(Duration.ofMinutes(10));
        assertThat(job.stop()).isEqualTo(new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION));
        assertThat(job.reloadSignal()).isEmpty();
    }

    @Test
    void everyKeyReachesTheDefinition() {
        JobSpec job = job(
                "description",
                "text",
                "tags",
                "a, b c",
                "directory",
                "/d",
                "env.A",
                "1",
                "inherit-env",
                "false",
                "user",
                "u",
                "group",
                "g",
                "umask",
                "077",
                "nice",
                "-5",
                "cpus",
                "0x3",
                "limit.nofile",
                "9",
                "stdin",
                "/i",
                "log.file",
                "o",
                "log.error-file",
                "none",
                "enabled",
                "false",
                "autostart",
                "false",
                "restart",
                "on-failure",
                "no-restart-exit-codes",
                "33,34 35",
                "success-exit-codes",
                "0 143",
                "backoff.initial",
                "1s",
                "backoff.factor",
                "1.5",
                "backoff.max",
                "1m",
                "backoff.jitter",
                "0",
                "backoff.reset-after",
                "1h",
                "max-failures",
                "5",
                "failure-window",
                "1d",
                "order",
                "-7",
                "start-seconds",
                "500ms",
                "stop.signal",
                "SIGINT",
                "stop.timeout",
                "PT1M30S",
                "stop.kill",
                "process",
                "reload.signal",
                "HUP",
                "watch",
                "/f g",
                "bounce-every",
                "2h");
        Execution execution = job.execution();
        assertThat(job.tags()).containsExactly("a", "b", "c");
        assertThat(execution.user()).contains("u");
        assertThat(execution.group()).contains("g");
        assertThat(execution.umask()).isEqualTo(0077);
        assertThat(execution.cpus()).containsExactly(0, 1);
        assertThat(execution.inheritEnvironment()).isFalse();
        assertThat(execution.output())
                .isEqualTo(new OutputRule(new LogTarget.File(Path.of("o")), new LogTarget.None(), 0640));
        assertThat(job.start().order()).isEqualTo(-7);
        assertThat(job.start().bounceEvery()).contains(Duration.ofHours(2));
        assertThat(job.restart().noRestartCodes()).containsExactlyInAnyOrder(33, 34, 35);
        assertThat(job.restart().successCodes()).containsExactlyInAnyOrder(0, 143);
        assertThat(job.restart().backoff())
                .isEqualTo(new BackoffRule(Duration.ofSeconds(1), 1.5, Duration.ofMinutes(1), 0, Duration.ofHours(1)));
        assertThat(job.restart().maxFailures()).hasValue(5);
        assertThat(job.stop()).isEqualTo(new StopRule(Signal.INT, Duration.ofSeconds(90), StopRule.Scope.PROCESS));
        assertThat(job.reloadSignal()).contains(Signal.HUP);
        assertThat(job.watch()).containsExactly(Path.of("/f"), Path.of("/d/g"));
    }

    @Test
    void logsAreRotatedUnlessTheyAreNoFiles() {
        LogRule usual = job().log();
        assertThat(usual.rotation(LogTarget.DEFAULT)).isEqualTo(LogRotation.COLLAPSE);
        assertThat(usual.rotation(new LogTarget.File(Path.of("o")))).isEqualTo(LogRotation.COLLAPSE);
        assertThat(usual.rotation(LogTarget.INHERIT)).isEqualTo(LogRotation.OFF);
        assertThat(usual.rotation(LogTarget.NONE)).isEqualTo(LogRotation.OFF);
        assertThat(usual.relays(LogTarget.DEFAULT)).isFalse();
        assertThat(usual.maxSize()).isEqualTo(10 * 1024 * 1024);
        assertThat(usual.keep()).isEqualTo(5);
        assertThat(job(
                                "log.max-size",
                                "64k",
                                "log.max-age",
                                "1d",
                                "log.keep",
                                "7",
                                "log.compress",
                                "true",
                                "log.relay",
                                "true")
                        .log())
                .isEqualTo(new LogRule(
                        Optional.empty(),
                        64 * 1024,
                        Optional.of(Duration.ofDays(1)),
                        7,
                        true,
                        Optional.of(true),
                        Dialect.PROCMGR));
        assertThat(job("log.rotate", "reopen", "reload.signal", "HUP").log().rotation(LogTarget.DEFAULT))
                .isEqualTo(LogRotation.REOPEN);
    }

    @Test
    void ruleOfALogThatHasNoEffectIsRefused() {
        assertThat(problems("log.rotate", "reopen")).first().asString().contains("must come with reload.signal");
        assertThat(problems("log.rotate", "off", "log.keep", "3"))
                .first()
                .asString()
                .contains("log.keep: has no effect on a log that is not rotated");
        assertThat(problems("log.file", "inherit", "log.relay", "true"))
                .first()
                .asString()
                .contains("log.relay: has no effect without a log file");
    }

    @Test
    void linesOfStandardErrorAreToldOnlyFromAFileOfItsOwn() {
        AlertRules alerts = job("alerts", "ops:stderr", "log.error-file", "separate", "alerts.stderr", "ERROR")
                .alerts();

        assertThat(alerts.tellLine("an ERROR")).isTrue();
        assertThat(alerts.tellLine("an error")).isFalse();
        assertThat(problems("alerts", "ops:stderr"))
                .first()
                .asString()
                .contains("alerts: cannot tell lines of standard error: it needs a file of its own");
        assertThat(problems("alerts", "ops:stderr", "log.file", "o", "log.error-file", "o"))
                .hasSize(1);
        assertThat(problems("alerts", "ops", "alerts.stderr", "ERROR"))
                .first()
                .asString()
                .contains("alerts.stderr: has no effect unless alerts has the trigger stderr");
        assertThat(problems("log.file", "separate", "alerts", "ops:exit")).isEmpty();
    }

    @Test
    void theErrorFileFollowsTheLogFile() {
        assertThat(job("log.file", "o").execution().output().error()).isEqualTo(new LogTarget.File(Path.of("o")));
        assertThat(job("log.file", "none", "log.error-file", "default")
                        .execution()
                        .output()
                        .error())
                .isEqualTo(new LogTarget.Default());
    }

    @Test
    void allProblemsAreToldAtOnceInSourceOrder() {
        assertThat(problems("nice", "5x", "watch", "", "umask", "8", "enabled", "yes", "limit.foo", "1", "stdin", ""))
                .containsExactly(
                        "f:2: job a: nice: must be a whole number from -20 to 19 (value=5x)",
                        "f:3: job a: watch: must not be empty (value=)",
                        "f:4: job a: umask: must be an octal number from 0 to 0777 (value=8)",
                        "f:5: job a: enabled: must be true or false (value=yes)",
                        "f:6: job a: limit.foo: is of no known resource (resource=foo): one of core, data, nice, fsize,"
                                + " sigpending, memlock, rss, nofile, msgqueue, rtprio, stack, cpu, nproc, as is allowed",
                        "f:7: job a: stdin: must not be empty (value=)");
    }

    @ParameterizedTest
    @CsvSource({
        "group,g,has no effect without user",
        "failure-window,1m,has no effect without max-failures",
        "backoff.max,100ms,must leave backoff.initial at most backoff.max",
        "backoff.initial,31s,must leave backoff.initial at most backoff.max"
    })
    void aKeyWithoutEffectIsRefused(String key, String value, String message) {
        assertThat(problems(key, value)).singleElement().asString().startsWith("f:2: job a: " + key + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "restart,once,backoff.initial,1s",
        "restart,never,backoff.max,1m",
        "restart,never,max-failures,3",
        "restart,once,no-restart-exit-codes,1",
        "backoff.factor,1,backoff.max,1m",
        "autostart,false,wait,true"
    })
    void aKeyThatAnotherOneTakesTheEffectOfIsRefused(String one, String value, String other, String otherValue) {
        assertThat(problems(one, value, other, otherValue))
                .singleElement()
                .asString()
                .startsWith("f:3: job a: " + other + ": has no effect");
    }

    @Test
    void aShellJobHasOneText() {
        assertThat(verdictOf(value(1, "command", "echo", "x"), value(2, "shell", "true")))
                .containsExactly("f:1: job a: command: must be one text with shell=true (words=2)");
        assertThat(verdictOf(value(1, "command", "echo x"), value(2, "shell", "true")))
                .isEmpty();
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(verdictOf()).containsExactly("f:1: job a: command: is missing: a job needs a program to run");
        assertThat(verdictOf(value(1, "command", "")))
                .containsExactly("f:1: job a: command: must begin with a program that is not empty");
    }

    @Test
    void aMainClassBecomesACommandOfThisJava() {
        RawJob job = new RawJob(
                "a",
                Dialect.PROCMGR,
                new Origin("f", 1),
                List.of(
                        value(1, "main-class", "com.acme.Main"),
                        value(2, "class-path", "lib/*", "app.jar"),
                        value(3, "jvm-args", "-Xmx9m", "-ea")));

        assertThat(VALIDATOR.validate(job).spec().orElseThrow().execution().command())
                .containsExactly(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx9m",
                        "-ea",
                        "-cp",
                        "lib/*:app.jar",
                        "com.acme.Main");
    }

    @Test
    void aMainClassAndACommandExcludeEachOther() {
        assertThat(verdictOf(value(1, "command", "x"), value(2, "main-class", "Main"), value(3, "class-path", "c")))
                .containsExactly("f:2: job a: main-class: excludes command: a job runs one or the other");
        assertThat(verdictOf(value(1, "main-class", "Main"), value(2, "class-path", "c"), value(3, "shell", "true")))
                .containsExactly("f:3: job a: shell: has no effect with main-class");
        assertThat(verdictOf(value(1, "command", "x"), value(2, "class-path", "c"), value(3, "jvm-args", "-ea")))
                .containsExactly(
                        "f:2: job a: class-path: has no effect without main-class",
                        "f:3: job a: jvm-args: has no effect without main-class");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..B", ".A", "A.", "-cp", "a/B", "a B"})
    void whatIsNoClassIsRefused(String name) {
        assertThat(verdictOf(value(1, "main-class", name), value(2, "class-path", "c")))
                .containsExactly("f:1: job a: main-class: must be the full name of a class, such as com.example.Main"
                        + " (value=" + name + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "8080,127.0.0.1:8080",
        "localhost:1,127.0.0.1:1",
        "0.0.0.0:80,0.0.0.0:80",
        "[::1]:65535,[::1]:65535",
        "/run/web.sock,/run/web.sock",
        "./web,./web"
    })
    void aSocketListensOnTheLoopbackInterfaceUnlessAnAddressIsWritten(String text, String address) {
        assertThat(job("socket", text).execution().socket())
                .map(rule -> rule.address().toString())
                .contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "web", "web:80", "1.2.3:80", "::1:80", "[1.2.3.4]:80", "[::1]", ":80"})
    void anyOtherAddressIsRefused(String text) {
        assertThat(problems("socket", text)).singleElement().asString().startsWith("f:2: job a: socket: must be ");
    }

    @Test
    void whatIsOfOneProcessCannotGoWithAcceptedConnections() {
        assertThat(problems("socket", "1", "socket.accept", "true", "stdin", "pipe", "stop.kill", "process"))
                .hasSize(2)
                .allMatch(problem -> problem.contains("cannot go with socket.accept=true"));
        assertThat(problems("socket", "1", "socket.accept", "true", "on-shutdown", "leave"))
                .containsExactly(
                        "f:4: job a: on-shutdown: cannot go with socket.accept=true, where the supervisor accepts");
        assertThat(problems("socket", "1", "socket.max-connections", "2"))
                .containsExactly("f:3: job a: socket.max-connections: has no effect without socket.accept=true");
        assertThat(problems("socket.accept", "true"))
                .containsExactly("f:2: job a: socket.accept: has no effect without socket");
    }

    private static List<String> verdictOf(RawValue... values) {
        return VALIDATOR
                .validate(new RawJob("a", Dialect.PROCMGR, new Origin("f", 1), List.of(values)))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\t", "a\u0000", "\u200b"})
    void aBadNameIsRefused(String name) {
        RawJob job = new RawJob(name, Dialect.PROCMGR, new Origin("f", 1), List.of(value(1, "command", "x")));
        assertThat(VALIDATOR.validate(job).problems()).hasSize(1);
    }

    @Test
    void aNameThatFitsIntoNoFileNameIsRefused() {
        RawJob job = new RawJob("日".repeat(64), Dialect.PROCMGR, new Origin("f", 1), List.of(value(1, "command", "x")));
        assertThat(VALIDATOR.validate(job).problems())
                .singleElement()
                .asString()
                .contains("at most 240 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD800", "a\uDC00"})
    void textThatTheSystemCannotTakeIsRefused(String text) {
        assertThat(verdictOf(value(1, "command", "x", text), value(2, "env.A", text), value(3, "directory", text)))
                .hasSize(3);
    }

    @Test
    void aRepeatedKeyIsRefusedNamingTheFirstLine() {
        assertThat(problems("nice", "1", "nice", "1"))
                .containsExactly("f:3: job a: nice: is given twice, first in f:2");
        assertThat(problems("env.A", "1", "env.B", "1", "limit.core", "1")).isEmpty();
    }

    @Test
    void severalWordsForASingleValueAreRefused() {
        assertThat(problems("user", "a b")).containsExactly("f:2: job a: user: must be a single value (value=a b)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "33,,34", "33,", "x"})
    void exitCodesAreNumbersFrom0To255(String codes) {
        assertThat(problems("no-restart-exit-codes", codes)).isNotEmpty();
    }

    @Test
    void noExitCodeAtAllMayFinishAJob() {
        assertThat(job("no-restart-exit-codes", "").restart().noRestartCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "restart,sometimes",
        "stop.signal,SEGV",
        "stop.kill,all",
        "max-failures,0",
        "failure-window,0s",
        "backoff.factor,0.5",
        "backoff.factor,NaN",
        "backoff.jitter,1.1",
        "log.rotate,daily",
        "log.max-size,63k",
        "log.max-size,10M",
        "log.max-size,2000g",
        "log.max-size,k",
        "log.max-age,999ms",
        "log.keep,0",
        "log.keep,1001",
        "log.compress,yes",
        "start-seconds,-1s",
        "user,-x",
        "umask,1000",
        "enabled,True",
        "bounce-every,5",
        "context,{a:1}"
    })
    void aValueOutsideOfItsTypeIsRefused(String key, String value) {
        assertThat(problems(key, value)).isNotEmpty().first().asString().startsWith("f:2: job a: " + key + ": ");
    }
}
