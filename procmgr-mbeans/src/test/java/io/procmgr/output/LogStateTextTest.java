package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogStateTextTest {
    private static final Path ODD = Path.of("/log/we b\nend 0\\.log\u00fc");

    private static LogState state(Path file) {
        Archive plain = new Archive(7, 100, 20, 50, false);
        Archive zipped = new Archive(8, 10, 0, 90, true);
        Rotation rotation = new Rotation(
                Rotation.Method.TRUNCATE, new Archive(9, 150, 0, 70, false), 70, new Marker(0, (byte) '\t'));
        return new LogState(
                file, "abc", 77, 150, new Marker(5, (byte) ' '), 123, List.of(plain, zipped), Optional.of(rotation));
    }

    @Test
    void whatIsWrittenIsRead() throws BadStateException {
        for (Path file : List.of(Path.of("/log/web.log"), ODD)) {
            assertThat(LogStateText.parse(LogStateText.of(state(file)), file)).isEqualTo(state(file));
            LogState fresh = LogState.fresh(file, 5, 6);
            assertThat(LogStateText.parse(LogStateText.of(fresh), file)).isEqualTo(fresh);
        }
    }

    @Test
    void theStateOfAnotherFileIsRefused() {
        assertThatThrownBy(() -> LogStateText.parse(LogStateText.of(state(ODD)), Path.of("/log/web.log")))
                .isInstanceOf(BadStateException.class)
                .hasMessage("it is of another file");
    }

    @Test
    void whatItIsThatCannotBeReadIsTold() {
        String text = new String(LogStateText.of(state(ODD)), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> LogStateText.parse(text.replace("77", "78").getBytes(StandardCharsets.UTF_8), ODD))
                .hasMessage("its checksum is wrong");
        assertThatThrownBy(() -> LogStateText.parse(new byte[0], ODD))
                .hasMessage("it does not begin and end as a log state does (bytes=0)");
        assertThatThrownBy(() -> LogStateText.parse(new byte[] {(byte) 0xff}, ODD))
                .hasMessage("it is not UTF-8");
    }
}
