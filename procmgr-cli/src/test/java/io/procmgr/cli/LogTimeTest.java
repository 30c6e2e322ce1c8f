package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1_000, 60_000, 1_795_828_515_007L, 1_795_828_515_070L, 1_795_828_560_000L, -1})
    void timeIsWrittenToTheMillisecondWithItsOffset(long millis) {
        String expected = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX")
                .format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
        LogTime time = new LogTime();

        assertThat(time.text(millis)).isEqualTo(expected);
        assertThat(time.text(millis)).isEqualTo(expected);
    }
}
