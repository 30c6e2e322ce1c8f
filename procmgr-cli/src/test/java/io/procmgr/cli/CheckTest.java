package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr check}. */
@ExtendWith(LeakCheck.class)
class CheckTest {
    private static final String VALID = """
            job {
              name mail
              cmd /usr/bin/mail --queue
              env A=B
              ulimit -n 64
              bounce every 90m
            }
            """;
    private static final String INVALID = """
            job {
              name mail
              cmd /usr/bin/mail
              nice 5x
              order much
            }
            job {
              name news
            }
            """;
    private static final String DOUBTFUL = """
            job {
              name mail
              cmd /usr/bin/mail
              disabled
            }
            """;

    @TempDir
    private Path directory;

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void aValidFileEndsWithZero() throws IOException {
        write("jobs.conf", VALID);

        Command check = Command.run(directory, "check", "jobs.conf");

        assertThat(check.exitStatus()).isZero();
        assertThat(check.out()).isEqualTo("valid: 1 jobs\n");
        assertThat(check.err()).isEmpty();
    }

    @Test
    void templatesAreCheckedAndShown() throws Exception {
        write(
                "jobs.properties",
                "procmgr.jobs.web@.command = serve %i\nprocmgr.jobs.pool.command = work %i\n"
                        + "procmgr.jobs.pool.instances = 2\n");

        assertThat(Command.run(directory, "check", "jobs.properties").out())
                .isEqualTo("valid: 2 jobs, 2 templates: web@, pool\n");
        String shown =
                Command.run(directory, "check", "--json", "jobs.properties").out();
        assertThat(shown)
                .contains("\"templates\":[{\"name\":\"web@\",\"source\":\"jobs.properties\",\"line\":1,"
                        + "\"startedByName\":true,\"count\":100,\"values\":{\"command\":\"serve %i\"}")
                .contains("{\"name\":\"pool@2\",\"source\":\"jobs.properties\",\"line\":2,")
                .contains("\"instances\":{\"source\":\"jobs.properties\",\"line\":3}");
    }

    @Test
    void allErrorsAreToldWithFileLineJobAndOption() throws IOException {
        write("jobs.conf", INVALID);

        Command check = Command.run(directory, "check", "jobs.conf");

        assertThat(check.exitStatus()).isEqualTo(1);
        assertThat(check.out()).isEmpty();
        assertThat(check.errLines()).hasSize(3);
        assertThat(check.errLines().get(0)).startsWith("jobs.conf:4: job mail: nice: ");
        assertThat(check.errLines().get(1)).startsWith("jobs.conf:5: job mail: order: ");
        assertThat(check.errLines().get(2)).startsWith("jobs.conf:7: job news: cmd: ");
    }

    @Test
    void aWarningIsToldAndTheFileIsValid() throws IOException {
        write("jobs.conf", DOUBTFUL);

        Command check = Command.run(directory, "check", "jobs.conf");

        assertThat(check.exitStatus()).isZero();
        assertThat(check.err()).startsWith("jobs.conf:4: warning: job mail: ");
    }

    @Test
    void datagramsFromOtherHostsAreAWarning() throws IOException {
        write("jobs.conf", "listen on udp://127.0.0.1:1\nreport to udp://10.0.0.1:2\n");

        Command check = Command.run(directory, "check", "jobs.conf");

        assertThat(check.exitStatus()).isZero();
        assertThat(check.err())
                .isEqualTo("jobs.conf:2: warning: report to: is refused by run without --report-secret\n");
    }

    @Test
    void anAbsentFileIsAnErrorAndIsNotMade() throws IOException {
        Command check = Command.run(directory, "check", "jobs.conf");

        assertThat(check.exitStatus()).isEqualTo(1);
        assertThat(check.err()).isEqualTo("jobs.conf: cannot read it: there is no such file\n");
        assertThat(Files.exists(directory.resolve("jobs.conf"))).isFalse();
    }

    @Test
    void filesOfSeveralPathsAndDirectoriesAreReadTogether() throws IOException {
        write("jobs.conf", VALID);
        Files.createDirectory(directory.resolve("jobs.d"));
        write("jobs.d/news.job", "command = news --all\n");

        Command check = Command.run(directory, "check", "jobs.conf", "jobs.d");

        assertThat(check.exitStatus()).as(check.err()).isZero();
        assertThat(check.out()).isEqualTo("valid: 2 jobs\n");
    }

    @Test
    void checkingWritesNothing() throws IOException {
        write("jobs.conf", VALID);
        write("broken.conf", INVALID);
        Files.createDirectory(directory.resolve("elsewhere"));
        List<String> before = tree();

        Command.run(directory.resolve("elsewhere"), "check", "../jobs.conf");
        Command.run(directory.resolve("elsewhere"), "check", "--json", "../broken.conf", "../absent.conf");

        assertThat(tree()).isEqualTo(before);
    }

    /** Every path but the files that take our output, with size and time of the last change. */
    private List<String> tree() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(path -> !path.getFileName().toString().matches("std(out|err).*"))
                    .sorted()
                    .toList()) {
                all.add(path + (Files.isDirectory(path) ? "" : " " + Files.size(path) + " " + time(path)));
            }
        }
        return all;
    }

    private static String time(Path path) throws IOException {
        return Files.getLastModifiedTime(path).toString();
    }

    @Test
    void jsonHasEveryValueThatHoldsAndWhereTheJobCameFrom() throws Exception {
        write("jobs.conf", VALID);

        Command check = Command.run(directory, "check", "--json", "jobs.conf");

        assertThat(check.exitStatus()).isZero();
        Map<String, Object> json = json(check);
        assertThat(json).containsEntry("valid", true);
        assertThat((List<?>) json.get("problems")).isEmpty();
        Map<?, ?> job = (Map<?, ?>) ((List<?>) json.get("jobs")).get(0);
        assertThat(job.get("name")).isEqualTo("mail");
        assertThat(job.get("source")).isEqualTo("jobs.conf");
        assertThat(job.get("line")).isEqualTo(1L);
        Map<?, ?> values = (Map<?, ?>) job.get("values");
        assertThat(values.get("command")).isEqualTo(List.of("/usr/bin/mail", "--queue"));
        assertThat(values.get("env")).isEqualTo(Map.of("A", "B"));
        assertThat(values.get("limit")).isEqualTo(Map.of("nofile", "64"));
        assertThat(values.get("bounce-every")).isEqualTo("90m");
        assertThat(values.get("restart")).isEqualTo("always");
        assertThat(values.get("backoff.initial")).isEqualTo("10s");
        assertThat(values.get("umask")).isEqualTo("022");
        assertThat(values.get("stop.signal")).isEqualTo("TERM");
    }

    @Test
    void jsonTellsOfEachValueWhereItIsWritten() throws Exception {
        write("jobs.conf", VALID);
        ProcessBuilder builder = Command.builder(
                "-Dprocmgr.jobs.mail.nice=7", "-Dprocmgr.defaults.order=2", "check", "--json", "jobs.conf");
        builder.environment().put("PROCMGR_JOBS_MAIL_DESCRIPTION", "from the environment");
        Command check = Command.start(directory, builder);

        assertThat(check.exitStatus()).isZero();
        Map<?, ?> job = (Map<?, ?>) ((List<?>) json(check).get("jobs")).get(0);
        Map<?, ?> values = (Map<?, ?>) job.get("values");
        assertThat(values.get("nice")).isEqualTo(7L);
        assertThat(values.get("order")).isEqualTo(2L);
        assertThat(values.get("backoff.initial")).isEqualTo("10s");
        Map<?, ?> origins = (Map<?, ?>) job.get("origins");
        assertThat(origins.get("command")).isEqualTo(Map.of("source", "jobs.conf", "line", 3L));
        assertThat(origins.get("nice")).isEqualTo(Map.of("source", "system property procmgr.jobs.mail.nice"));
        assertThat(origins.get("order")).isEqualTo(Map.of("source", "system property procmgr.defaults.order"));
        assertThat(origins.get("description"))
                .isEqualTo(Map.of("source", "environment variable PROCMGR_JOBS_MAIL_DESCRIPTION"));
    }

    @Test
    void aPropertyThatTheCommandDoesNotKnowIsRefused() throws Exception {
        write("jobs.conf", VALID);

        Command check =
                Command.run(directory, "-Dprocmgr.job.mail.nice=7", "-Dprocmgr.state-dir=x", "check", "jobs.conf");

        assertThat(check.exitStatus()).isEqualTo(1);
        assertThat(check.errLines())
                .anyMatch(line -> line.contains("did you mean procmgr.jobs."))
                .anyMatch(line -> line.contains("procmgr.state-dir: has no effect on the command"));
    }

    @Test
    void jsonHasTheProblemsAndTheJobsThatStand() throws Exception {
        write("jobs.conf", VALID);
        write("broken.conf", "job {\n  name news\n  cmd /bin/news\n  nice 5x\n}\n");

        Command check = Command.run(directory, "check", "--json", "jobs.conf", "broken.conf");

        assertThat(check.exitStatus()).isEqualTo(1);
        assertThat(check.err()).isEmpty();
        Map<String, Object> json = json(check);
        assertThat(json).containsEntry("valid", false);
        assertThat((List<?>) json.get("jobs")).hasSize(1);
        Map<?, ?> problem = (Map<?, ?>) ((List<?>) json.get("problems")).get(0);
        assertThat(problem.get("severity")).isEqualTo("error");
        assertThat(problem.get("source")).isEqualTo("broken.conf");
        assertThat(problem.get("line")).isEqualTo(4L);
        assertThat(problem.get("job")).isEqualTo("news");
        assertThat(problem.get("option")).isEqualTo("nice");
        assertThat((String) problem.get("message")).isNotEmpty();
    }

    private static Map<String, Object> json(Command check) throws IOException, ParseException {
        return new JSONParser().parse(check.out(), JSONObject.class);
    }
}
