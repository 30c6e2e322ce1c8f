package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcEntryTest {
    private static final String REST =
            " 1 77 66 0 -1 4194304 113 0 0 0 5 7 0 0 20 -5 3 0 4711 2703360 208 18446744073709551615\n";

    @Test
    void fieldsAreThoseOfTheManualPage() {
        assertThat(parse("42 (sleep) S" + REST))
                .contains(new ProcEntry(42, "sleep", 'S', 1, 77, 66, 12, -5, 3, 4711, 208));
    }

    @Test
    void commandMayHoldBlanksAndParentheses() {
        Optional<ProcEntry> entry = parse("42 (a b) Z (c)) R" + REST);

        assertThat(entry.map(ProcEntry::command)).contains("a b) Z (c)");
        assertThat(entry.map(ProcEntry::state)).contains('R');
    }

    @Test
    void startTicksAreFoundWithoutTheRest() {
        for (String line : List.of("42 (sleep) S" + REST, "42 (a b) Z (c)) R" + REST, "1 () S" + REST)) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(ProcEntry.startTicks(bytes, bytes.length)).isEqualTo(4711);
        }
        for (String line : List.of("", "42 (sleep", "42 (sleep) S 1 2", "42 (sleep)", ")")) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(ProcEntry.startTicks(bytes, bytes.length)).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNoSuchLineIsLeftOut() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("42 (sleep")).isEmpty();
        assertThat(parse("42 (sleep) S 1 2")).isEmpty();
    }

    @Test
    void zombieIsDeadUnlessOtherThreadsRun() {
        assertThat(entry(1, 'Z', 1, 1).alive()).isFalse();
        assertThat(entry(1, 'Z', 1, 2).alive()).isTrue();
        assertThat(entry(1, 'S', 1, 1).alive()).isTrue();
    }

    @Test
    void sessionHoldsTheLivingOnlyAndNotThoseOfARecycledLeader() {
        ProcTable table = new ProcTable(
                List.of(entry(5, 'S', 5, 1), entry(6, 'S', 5, 1), entry(7, 'Z', 5, 1), entry(8, 'S', 8, 1)));

        assertThat(table.session(new ProcessIdentity(5, 4711)))
                .extracting(ProcEntry::pid)
                .containsExactly(5L, 6L);
        assertThat(table.session(new ProcessIdentity(5, 4710))).isEmpty();
        assertThat(table.session(new ProcessIdentity(9, 4711))).isEmpty();
    }

    private static ProcEntry entry(long pid, char state, long session, int threads) {
        return new ProcEntry(pid, "sleep", state, 1, session, session, 0, 0, threads, 4711, 0);
    }

    private static Optional<ProcEntry> parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return ProcEntry.parse(bytes, bytes.length);
    }
}
