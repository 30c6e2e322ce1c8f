package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client commands say about themselves, and to those who mistype them; without any supervisor. */
class ClientUsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "start @",
                "stop --all web",
                "stop --no-wait --timeout 1s web",
                "restart --timeout soon web",
                "reload --timeout 1s web",
                "restart --parallel 2 web",
                "restart --rolling --parallel 0 web",
                "restart --rolling --no-wait web",
                "status --nonsense",
                "status --watch",
                "status --state x --url http://127.0.0.1:1 --token-file y",
                "signal",
                "signal HUP",
                "signal NONSENSE web",
                "apply web",
                "apply --origins",
                "add",
                "add web",
                "add web --env A --config x -- true",
                "add web --set =b --config x -- true",
                "remove",
                "remove web --url http://127.0.0.1:1",
                "logs",
                "logs web -n -1",
                "logs web -n 1 --since 1m",
                "events -n 1001",
                "console --viewer",
                "console --url http://127.0.0.1:1",
                "alert",
                "alert test",
                "alert tset x",
                "top --interval 1ms",
                "top --sort colour"
            })
    void aWrongCommandLineEndsWithTwo(String line) {
        Client client = Client.run((Object[]) line.split(" "));

        assertThat(client.status()).isEqualTo(2);
        assertThat(client.err()).containsAnyOf("Usage: procmgr", "Possible solutions", "Did you mean");
        assertThat(client.out()).isEmpty();
    }

    @Test
    void helpOfEachCommandListsItsOptionsAndExitStatuses() {
        for (String name : Subcommands.NAMES) {
            Client client = Client.run(name, "--help");

            assertThat(client.status()).isZero();
            assertThat(client.out()).startsWith("Usage: procmgr " + name).contains("Exit status:", "  0 ", "  2 ");
            assertThat(client.err()).isEmpty();
        }
    }

    @Test
    void theHelpListsAllCommands() {
        String help = Client.run("--help").out();

        assertThat(help.lines().filter(line -> line.matches("  [a-z]+ .*")).map(line -> line.strip()
                        .split(" ")[0]))
                .containsAll(List.copyOf(Subcommands.NAMES));
    }
}
