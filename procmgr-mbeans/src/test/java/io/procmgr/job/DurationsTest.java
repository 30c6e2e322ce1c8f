package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms,500",
        "10s,10000",
        "5m,300000",
        "1h,3600000",
        "1d,86400000",
        "0s,0",
        "PT1M30S,90000",
        "P1D,86400000",
        "PT0.5S,500"
    })
    void aNumberWithAUnitOrIso8601IsRead(String text, long millis) throws BadValue {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "5 s",
                "5S",
                "1.5h",
                "-5s",
                "+5s",
                "1h30m",
                "5us",
                "PT-5S",
                "-PT5S",
                "pt5s",
                "P",
                "36501d",
                "999999999999999999d",
                "9999999999999999999999s",
                "٣s"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("must be a duration");
    }
}
