package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** "What did my action print": a cursor before it, the action, and what was written since. */
@ExtendWith(LeakCheck.class)
class ActionOutputTest {
    private static final String MBEAN = "procmgr:type=Process,name=oracle";
    private static final String JOB = """
            procmgr.jobs.oracle.command = sh -c 'echo up; while read -r line; do echo "answer to $line"; done'
            procmgr.jobs.oracle.stdin = pipe
            """;

    /** How a client reads the log from a place on, and writes a line. */
    private interface Client {
        /** Text and next cursor. */
        String[] readLog(String cursor) throws Exception;

        void writeLine(String line) throws Exception;
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Command command;

    @BeforeEach
    void run() throws IOException {
        Path config = Files.writeString(directory.resolve("jobs.properties"), JOB);
        command =
                Command.startRun(directory, config, directory.resolve("state")).awaitUp();
        command.awaitErr("oracle STARTING → RUNNING");
    }

    @AfterEach
    void end() throws IOException {
        command.close();
    }

    private static void actAndRead(Client client) throws Exception {
        client.writeLine("before");
        await().until(() -> client.readLog("")[0].contains("answer to before\n"));
        String cursor = client.readLog("")[1];
        assertThat(client.readLog(cursor)[0]).isEmpty();

        client.writeLine("life");

        await().atMost(Duration.ofSeconds(20)).until(() -> !client.readLog(cursor)[0].isEmpty());
        assertThat(client.readLog(cursor)[0]).isEqualTo("answer to life\n");
        assertThat(client.readLog(client.readLog(cursor)[1])[0]).isEmpty();
    }

    @Test
    void overJmx() throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(command.pid()));
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            actAndRead(new JmxClient(connector.getMBeanServerConnection(), new ObjectName(MBEAN)));
        } finally {
            machine.detach();
        }
    }

    private record JmxClient(MBeanServerConnection server, ObjectName oracle) implements Client {
        @Override
        public String[] readLog(String cursor) throws Exception {
            String text = String.class.getName();
            CompositeData chunk = (CompositeData) server.invoke(
                    oracle, "readLog", new Object[] {"stdout", cursor, 4096}, new String[] {text, text, "int"});
            return new String[] {(String) chunk.get("text"), (String) chunk.get("cursor")};
        }

        @Override
        public void writeLine(String line) throws Exception {
            server.invoke(oracle, "writeLine", new Object[] {line}, new String[] {String.class.getName()});
        }
    }

    @Test
    void overHttp() throws Exception {
        actAndRead(new Client() {
            @Override
            public String[] readLog(String cursor) throws Exception {
                JSONObject chunk = (JSONObject) exec("viewer", "readLog", "\"stdout\",\"" + cursor + "\",4096");
                return new String[] {(String) chunk.get("text"), (String) chunk.get("cursor")};
            }

            @Override
            public void writeLine(String line) throws Exception {
                exec("operator", "writeLine", "\"" + line + "\"");
            }
        });
    }

    private Object exec(String role, String operation, String arguments) throws Exception {
        String json = "{\"type\":\"exec\",\"mbean\":\"" + MBEAN + "\",\"operation\":\"" + operation
                + "\",\"arguments\":[" + arguments + "]}";
        String token =
                Files.readString(directory.resolve("state/" + role + ".token")).strip();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(command.url() + "/jolokia"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"status\":200");
        return new JSONParser().parse(answer.body(), JSONObject.class).get("value");
    }
}
