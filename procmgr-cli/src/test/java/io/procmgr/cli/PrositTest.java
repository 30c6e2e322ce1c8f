package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/compatibility/prosit.md} shows works as it stands there. */
@ExtendWith(LeakCheck.class)
class PrositTest {
    private static final Path DOCUMENT = Path.of("../docs/compatibility/prosit.md");

    @TempDir
    private static Path directory;

    private static Path state;
    private static Command run;

    @BeforeAll
    static void start() throws IOException {
        state = directory.resolve("state");
        Path jobs = Files.writeString(directory.resolve("jobs.properties"), String.join("\n", shown("    procmgr.")));
        run = Command.startRun(directory, jobs, state).awaitUp();
    }

    @AfterAll
    static void end() throws IOException {
        run.close();
    }

    /** The indented lines of the document that begin so. */
    private static List<String> shown(String begin) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith(begin))
                .map(String::strip)
                .toList();
    }

    /** The line of the document that has this in it. */
    private static String call(String part) throws IOException {
        List<String> found =
                shown("    curl ").stream().filter(line -> line.contains(part)).toList();
        assertThat(found).as("lines with %s", part).hasSize(1);
        return found.get(0);
    }

    private static JSONObject answer(String line) throws Exception {
        String variables = shown("    ").stream()
                .filter(each -> each.matches("(state|url|auth)=.*"))
                .collect(Collectors.joining("\n"));
        String printed = Shell.outputOf("PROCMGR_STATE=" + state + "\n" + variables + "\n" + line);
        return new JSONParser().parse(printed, JSONObject.class);
    }

    private static Object value(String line) throws Exception {
        JSONObject answer = answer(line);
        assertThat(answer).as(line).containsEntry("status", 200L);
        return answer.get("value");
    }

    private static void awaitValue(String line, String text) {
        await().atMost(Duration.ofSeconds(25))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> String.valueOf(value(line)).contains(text));
    }

    @Test
    void everyCallOfTheDocumentDoesWhatItSays() throws Exception {
        assertThat(value(call("startInstance"))).asString().startsWith("web@blue: ");
        awaitValue(call("\"stdout\", 10000"), "I am blue");
        awaitValue(call("\"stderr\", 10000"), "careful");
        awaitValue(call("read/procmgr:type=Process"), "\"Up\":true");
        assertThat(value(call("\"restart\""))).asString().startsWith("web@blue: ");
        assertThat(value(call("awaitState"))).isEqualTo(true);
        assertThat((List<?>) value(call("\"stdout\", 10000"))).hasSize(2);
        assertThat(value(call("\"stop\""))).asString().startsWith("web@blue: ");
        awaitValue(call("read/procmgr:type=Process"), "\"Pid\":-1");
        assertThat(value(call("\"stop\""))).asString().startsWith("web@blue: ");
        assertThat(value(call("removeInstance"))).asString().startsWith("web@blue: ");
        await().atMost(Duration.ofSeconds(25))
                .until(() -> ((Map<?, ?>) value(call("AlertChannels").replace("AlertChannels", "JobCount,Templates")))
                        .get("JobCount")
                        .equals(0L));
        assertThat(value(call("AlertChannels"))).isEqualTo(List.of("ops"));
        assertThat(value(call("reloadConfig"))).asString().startsWith("added: none");
        assertThat(value(call("testAlert"))).asString().contains("ops");
        assertThat((List<?>) value(call("tailOwnLog")))
                .anySatisfy(line ->
                        assertThat(line).asString().matches("\\S+ INFO procmgr startInstance web@ blue by operator.*"));
        assertThat(value(call("\"events\""))).asString().contains("web@blue");
        // nothing that is shown was forgotten here
        assertThat(shown("    curl ")).hasSize(13);
    }

    @Test
    void eachFieldOfTheProcessListIsAnAttribute() throws Exception {
        List<String> attributes = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.startsWith("| field of prosit |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceFirst("\\| `\\w+` \\| `(\\w+)` \\|.*", "$1"))
                .toList();
        String read = call("read/procmgr:type=Process");
        value(call("startInstance").replace("blue", "listed"));
        awaitValue(read, "\"Name\":\"web@listed\"");

        Map<?, ?> one = ((Map<?, ?>) value(read))
                .values().stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(each -> each.get("Name").equals("web@listed"))
                        .findFirst()
                        .orElseThrow();

        assertThat(attributes).hasSize(9);
        assertThat(one.keySet()).isEqualTo(Set.copyOf(attributes));
        assertThat(one.get("Directory")).isEqualTo("/tmp");
        assertThat(one.get("Alerts")).isEqualTo(List.of("ops:failed", "ops:back-off", "ops:recovered"));
        value(call("removeInstance").replace("blue", "listed"));
    }

    @Test
    void aWrongCallIsToldByItsStatus() throws Exception {
        for (String operation : List.of("\"restart\"", "\"stop\"", "\"stdout\", 10000")) {
            assertThat(answer(call(operation).replace("blue", "none"))).containsEntry("status", 404L);
        }
        for (String name : List.of("../etc", "a b", "%i", "a\\u0000b", "x".repeat(33), "-rf")) {
            JSONObject refused = answer(call("startInstance").replace("blue", name));
            assertThat((Long) refused.get("status")).isGreaterThanOrEqualTo(400);
            assertThat(refused.get("error")).asString().contains("the name of an instance has 1 to 32 characters");
        }
        assertThat(Files.readString(state.resolve("instances"))).doesNotContain("etc");
        for (String operation : List.of("startInstance", "removeInstance", "\"restart\"", "\"stop\"", "testAlert")) {
            String viewer = call(operation).replace("$auth", "Authorization: Bearer $(cat $state/viewer.token)");
            assertThat(answer(viewer)).as(viewer).containsEntry("status", 403L);
        }
        assertThat(answer(call("tailOwnLog").replace("$auth", "Authorization: Bearer $(cat $state/viewer.token)")))
                .containsEntry("status", 200L);
        String stranger = call("startInstance").replace("$auth", "Authorization: Bearer wrong");
        assertThat(Shell.outputOf("PROCMGR_STATE=" + state + "\n"
                        + shown("    ").stream()
                                .filter(each -> each.matches("(state|url)=.*"))
                                .collect(Collectors.joining("\n"))
                        + "\n" + stranger.replace("curl -s", "curl -s -o /dev/null -w '%{http_code}'")))
                .isEqualTo("401");
    }
}
