package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-engine")
class CommandTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --password=hunter2 -v            | run --password=*** -v",
                "run --password hunter2 -v            | run --password *** -v",
                "run -Ddb.password=hunter2            | run -Ddb.password=***",
                "run --api-key hunter2                | run --api-key ***",
                "run --access-token -hunter2          | run --access-token ***",
                "env DB_PASSWD=hunter2 run            | env DB_PASSWD=*** run",
                "run https://me:hunter2@host/x        | run https://me:***@host/x",
                "run --port 8080 --name web           | run --port 8080 --name web",
                "run --monitor                        | run --monitor",
            })
    void whatLooksLikeASecretIsMasked(String command, String shown) {
        assertThat(CommandText.masked(List.of(command.strip().split(" +")))).isEqualTo(shown);
    }

    @Test
    void secretsInsideAShellTextAreMasked() {
        assertThat(CommandText.masked(
                        List.of("TOKEN=abc exec run --secret 'two words' --name web -H \"Authorization: Bearer abc\"")))
                .isEqualTo("'TOKEN=*** exec run --secret *** --name web -H \"Authorization: Bearer ***\"'");
    }

    @Test
    void wordsWithBlanksAreQuoted() {
        assertThat(CommandText.masked(List.of("sh", "-c", "echo hello", ""))).isEqualTo("sh -c 'echo hello' ''");
    }
}
