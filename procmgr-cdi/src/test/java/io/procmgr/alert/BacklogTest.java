package io.procmgr.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When messages leave, by a clock that the test moves. */
class BacklogTest {
    private static final Backlog.Pace PACE = new Backlog.Pace(60_000, 20);
    private static final long START = 1_700_000_000_000L;

    private final Backlog backlog = new Backlog();

    private static Alert alert(long time) {
        return new Alert(time, "web", "back-off", "exited");
    }

    private Digest digest() {
        return new Digest("ops", "host", "", backlog.alerts(), backlog.omitted());
    }

    /** Has a job fail every second for so long, and tells when messages left. */
    private List<Long> crashLoop(long seconds) {
        List<Long> left = new ArrayList<>();
        for (long second = 0; second < seconds; second++) {
            long now = START + second * 1_000;
            backlog.add(alert(now));
            if (backlog.due(PACE, now + 500).orElseThrow() <= now + 500) {
                backlog.sent(digest(), now + 500);
                left.add(now);
            }
        }
        return left;
    }

    @Test
    void theFirstLeavesAtOnceAndTheNextTogetherAMinuteLater() {
        assertThat(crashLoop(125)).containsExactly(START, START + 60_000, START + 120_000);
    }

    @Test
    void aDayOfACrashLoopIsTwentyMessagesAnHour() {
        assertThat(crashLoop(24 * 3_600)).hasSizeBetween(450, 480);
    }

    @Test
    void whatIsTooMuchIsCounted() {
        for (int i = 0; i < 1_000; i++) {
            backlog.add(alert(START + i));
        }

        assertThat(backlog.alerts()).hasSize(Backlog.MOST);
        assertThat(backlog.omitted()).isEqualTo(900);
        assertThat(digest().subject()).isEqualTo("[procmgr host] 1000 alerts: web");
    }

    @Test
    void linesOfStandardErrorPushOutNothingElse() {
        backlog.add(alert(START));
        for (int i = 0; i < 1_000; i++) {
            backlog.add(new Alert(START + i, "loud", "stderr", "line " + i));
        }
        backlog.omit(7);

        assertThat(backlog.alerts()).hasSize(Backlog.MOST).contains(alert(START));
        assertThat(backlog.omitted()).isEqualTo(1_001 - Backlog.MOST + 7);
    }

    @Test
    void whatComesWhileAMessageIsOnItsWayIsInTheNext() {
        backlog.add(alert(START));
        Digest away = digest();
        for (int i = 1; i <= 150; i++) {
            backlog.add(alert(START + i));
        }
        backlog.sent(away, START + 1_000);

        assertThat(backlog.alerts().size() + backlog.omitted()).isEqualTo(150);
    }

    @Test
    void whatCannotLeaveIsTriedLessAndLessOften() {
        backlog.add(alert(START));
        long now = START;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            backlog.failed(now);
            long next = backlog.due(PACE, now).orElseThrow();
            pauses.add(next - now);
            now = next;
        }

        assertThat(pauses).startsWith(5_000L, 10_000L, 20_000L).endsWith(900_000L, 900_000L);
        assertThat(backlog.alerts()).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUpForLong() {
        backlog.add(alert(START));
        backlog.sent(digest(), START);
        backlog.add(alert(START));

        assertThat(backlog.due(PACE, START - 7 * 86_400_000L).orElseThrow())
                .isLessThan(START - 7 * 86_400_000L + 60_000);
    }

    @Test
    void whatIsKeptIsReadBackWithTheTimesOfMessages(@TempDir Path directory) throws Exception {
        backlog.add(alert(START));
        backlog.sent(digest(), START);
        backlog.add(new Alert(START + 5, "\"job\"\r\nBcc: x", "exit", "\u202e→ü"));
        KeptAlerts file = new KeptAlerts(directory.resolve("alerts"));
        file.write(KeptAlerts.bytes(Map.of("ops", backlog)));

        Backlog again = new Backlog(file.read().get("ops"));

        assertThat(again.alerts()).isEqualTo(backlog.alerts());
        assertThat(again.due(PACE, START + 10)).hasValue(START + 60_000);
    }
}
