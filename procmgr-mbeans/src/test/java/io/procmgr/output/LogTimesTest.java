package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTimesTest {
    private static final Path LOG = Path.of("/log/web.log");

    @TempDir
    Path directory;

    private LogStates states;
    private LogTimes times;

    @BeforeEach
    void open() {
        states = new LogStates(directory.resolve("state"));
        times = new LogTimes(states);
    }

    @Test
    void thePlaceIsThatOfTheLastMomentNotAfterTheTime() throws IOException {
        assertThat(times.place(LOG, 5_000)).isEmpty();
        times.note(LOG, 1_000, 10);
        times.note(LOG, 2_000, 20);
        times.note(LOG, 9_000, 90);

        assertThat(times.place(LOG, 999)).isEmpty();
        assertThat(times.place(LOG, 1_000)).hasValue(10);
        assertThat(times.place(LOG, 8_999)).hasValue(20);
        assertThat(times.place(LOG, Long.MAX_VALUE)).hasValue(90);
    }

    @Test
    void whatIsNoLongerKeptIsForgottenButForWhenTheOldestBegan() throws IOException {
        for (int i = 1; i <= 9; i++) {
            times.note(LOG, i * 1_000, i * 10);
        }
        times.prune(LOG, 55);

        assertThat(times.place(LOG, 4_999)).isEmpty();
        assertThat(times.place(LOG, 5_000)).hasValue(50);
        assertThat(times.place(LOG, 9_500)).hasValue(90);
    }

    @Test
    void onePairThatWasTornIsPassedOver() throws IOException {
        times.note(LOG, 1_000, 10);
        Files.write(states.path(LOG, ".times"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        assertThat(times.place(LOG, 2_000)).hasValue(10);
        times.note(LOG, 2_000, 20);

        assertThat(times.place(LOG, 2_000)).hasValue(20);
    }

    @Test
    void aLogThatGrowsForDaysHasFewerMomentsOfItsFirstHours() throws IOException {
        times.note(LOG, 0, 0);
        byte[] pairs = new byte[16 * 100_010];
        ByteBuffer buffer = ByteBuffer.wrap(pairs);
        for (int i = 0; i < 100_010; i++) {
            buffer.putLong(i).putLong(i);
        }
        Files.write(states.path(LOG, ".times"), pairs);
        times.note(LOG, 100_010, 100_010);

        assertThat(Files.size(states.path(LOG, ".times"))).isLessThan(16 * 80_000);
        assertThat(times.place(LOG, 100_009)).hasValue(100_009);
        assertThat(times.place(LOG, 100_010)).hasValue(100_010);
        assertThat(times.place(LOG, 11)).hasValue(10);
    }
}
