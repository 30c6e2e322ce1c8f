package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final JobValidator VALIDATOR = new JobValidator(Path.of("/super"), JobHost.STAND_ALONE);
    private static final InstanceName BLUE = new InstanceName("blue");

    private static RawJob raw(String name, String... pairs) {
        List<RawValue> values = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.add(value(1 + i / 2, pairs[i], pairs[i + 1].split(" ", -1)));
        }
        return new RawJob(name, Dialect.PROCMGR, new Origin("f", 1), values);
    }

    private static RawValue value(int line, String option, String... words) {
        JobKey key = JobKey.parse(option).orElseThrow();
        String qualifier = key.qualified() ? option.substring(key.key().length()) : "";
        return new RawValue(key, qualifier, Arrays.asList(words), option, new Origin("f", line));
    }

    private static List<String> problems(RawJob job) {
        return VALIDATOR.validate(job).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static JobSpec instance(RawJob job) {
        assertThat(problems(job)).isEmpty();
        Validation validation = VALIDATOR.validate(new Template(job).instance(BLUE));
        assertThat(validation.problems()).isEmpty();
        return validation.spec().orElseThrow();
    }

    @Test
    void theNameOfTheInstanceStandsWhereverAWordIsWritten() {
        JobSpec job = instance(raw(
                "web@",
                "command",
                "serve --name=%i 100%% %%i",
                "directory",
                "/srv/%i",
                "env.NAME",
                "is-%i",
                "log.file",
                "/var/log/web-%i.log",
                "pid-file",
                "/run/web-%i.pid",
                "stdin",
                "/srv/%i/in",
                "watch",
                "/srv/%i/settings /etc/%i",
                "tags",
                "web %i",
                "description",
                "web-%i"));

        assertThat(job.name()).isEqualTo(new JobName("web@blue"));
        assertThat(job.execution().command()).containsExactly("serve", "--name=blue", "100%", "%i");
        assertThat(job.execution().directory()).contains(Path.of("/srv/blue"));
        assertThat(job.execution().environment())
                .extracting(EnvironmentVariable::value)
                .containsExactly("is-blue");
        assertThat(job.execution().output().out()).isEqualTo(new LogTarget.File(Path.of("/var/log/web-blue.log")));
        assertThat(job.execution().pidFile().orElseThrow().file()).isEqualTo(Path.of("/run/web-blue.pid"));
        assertThat(job.execution().input()).isEqualTo(new InputSource.File(Path.of("/srv/blue/in")));
        assertThat(job.watch()).containsExactly(Path.of("/srv/blue/settings"), Path.of("/etc/blue"));
        assertThat(job.tags()).containsExactly("web", "blue");
        assertThat(job.description()).isEqualTo("web-blue");
    }

    @Test
    void eachInstanceHasASocketOfItsOwn() {
        assertThat(instance(raw("web@", "command", "serve", "socket", "/run/%i.sock"))
                        .execution()
                        .socket()
                        .orElseThrow()
                        .address())
                .hasToString("/run/blue.sock");
        assertThat(problems(raw("web@", "command", "serve", "socket", "8080")))
                .containsExactly(
                        "f:2: job web@: socket: must be another one for each instance: %i stands for its name");
    }

    @Test
    void whatIsWrittenForAllJobsIsTakenAsItIs() {
        RawJob job = raw("web@", "command", "serve %i").withDefaults(List.of(value(1, "env.FORMAT", "%H:%i")));

        assertThat(instance(job).execution().environment())
                .extracting(EnvironmentVariable::value)
                .containsExactly("%H:%i");
    }

    @Test
    void inAJobThatIsNoTemplateAPercentSignIsOne() {
        Validation plain = VALIDATOR.validate(raw("web", "command", "date +%H %i %%"));

        assertThat(plain.spec().orElseThrow().execution().command()).containsExactly("date", "+%H", "%i", "%%");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command   | %i --serve      | must name the same program for all instances: %i may only stand behind the first word",
                "command   | /srv/%i/bin/x a | must name the same program for all instances: %i may only stand behind the first word",
                "user      | www-%i          | must be the same for all instances, without %i: who names one shall not choose it",
                "group     | %i              | must be the same for all instances, without %i: who names one shall not choose it",
                "alerts    | %i:exit         | must be the same for all instances, without %i: who names one shall not choose it",
                "directory | /srv/%d         | has a % that means nothing: %i is the name of the instance, %% a percent sign (value=/srv/%d)",
                "directory | /srv/%          | has a % that means nothing: %i is the name of the instance, %% a percent sign (value=/srv/%)",
                "instances | 3               | has no effect on a template, whose instances are started by name; max-instances limits them",
                "max-instances | 0           | must be a whole number from 1 to 1000 (value=0)",
                "nice      | 99              | must be a whole number from -20 to 19 (value=99)"
            })
    void whatATemplateCannotSayIsRefused(String key, String value, String message) {
        RawJob job = key.equals("command") ? raw("web@", key, value) : raw("web@", "command", "x", key, value);

        assertThat(problems(job)).singleElement().asString().endsWith("job web@: " + key + ": " + message);
    }

    @Test
    void aJobWithInstancesIsATemplateThatCountsThem() {
        RawJob job = raw("web", "command", "serve %i", "instances", "3");

        assertThat(problems(job)).isEmpty();
        assertThat(Template.describes(job)).isTrue();
        assertThat(new Template(job).count()).isEqualTo(3);
        assertThat(instance(job).name()).isEqualTo(new JobName("web@blue"));
        assertThat(problems(raw("web", "command", "x", "instances", "0")))
                .containsExactly("f:2: job web: instances: must be a whole number from 1 to 1000 (value=0)");
        assertThat(problems(raw("web", "command", "x", "max-instances", "3")))
                .containsExactly(
                        "f:2: job web: max-instances: has no effect on a job that is no template: the name of a"
                                + " template ends in @");
        assertThat(problems(raw("web", "command", "x", "instances", "2", "max-instances", "3")))
                .containsExactly(
                        "f:3: job web: max-instances: has no effect on a job with instances, which are so many and no more");
    }

    @Test
    void namesOfOtherDialectsEndAsTheyLike() {
        RawJob job = new RawJob("web@", Dialect.PMTR, new Origin("f", 1), List.of(value(1, "command", "date", "+%H")));

        assertThat(Template.describes(job)).isFalse();
        assertThat(VALIDATOR.validate(job).spec().orElseThrow().execution().command())
                .containsExactly("date", "+%H");
    }
}
