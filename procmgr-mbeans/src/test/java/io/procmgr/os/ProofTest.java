package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.ProcessIdentity;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which processes that a pid file names are a job's own. */
class ProofTest {
    private static final long ROOT = 0;
    private static final long BOB = 1000;
    private static final long EVE = 1001;
    private static final Proof FIRST = new Proof("state/mail/", ROOT, OptionalLong.empty(), Optional.empty());
    private static final Proof MADE =
            new Proof("state/mail/", ROOT, OptionalLong.empty(), Optional.of(new ProcessIdentity(50, 500)));

    /** Pid 77, of root, in the background, begun at tick 600; its file was written later, by root. */
    private Claim claim = new Claim(
            new PidFile(77, ROOT, ROOT, 10_000),
            false,
            Optional.of(entry(77, 600)),
            OptionalLong.of(ROOT),
            Optional.empty(),
            true,
            9_000);

    @Test
    void itsMarkProvesAProcessAndThatOfAnotherJobRefutesIt() {
        assertThat(FIRST.against(marked("state/mail/3"))).isEmpty();
        assertThat(MADE.against(marked("state/mail/3"))).isEmpty();
        assertThat(FIRST.against(marked("state/mail2/3")).orElseThrow()).contains("belongs to another job");
        assertThat(MADE.against(marked("other/mail/3")).orElseThrow()).contains("belongs to another job");
    }

    @Test
    void nobodyLivesByThatNumber() {
        claim = new Claim(claim.file(), false, Optional.empty(), OptionalLong.empty(), Optional.empty(), false, 0);

        assertThat(FIRST.against(claim)).contains("it names pid 77, which does not live");
    }

    @Test
    void supervisorItselfIsNobodysDaemon() {
        claim = new Claim(claim.file(), true, Optional.empty(), OptionalLong.empty(), Optional.empty(), false, 0);

        assertThat(FIRST.against(claim)).contains("it names pid 77, which is the supervisor or one of its ancestors");
    }

    @Test
    void processOfAnotherUserIsRefusedEvenWithTheMark() {
        Proof ofBob = new Proof("state/mail/", ROOT, OptionalLong.of(BOB), Optional.empty());

        assertThat(ofBob.against(marked("state/mail/3")).orElseThrow()).contains("belongs to another user");
        assertThat(ofBob.against(user(marked("state/mail/3"), BOB))).isEmpty();
    }

    @Test
    void processThatTheStartCommandCanHaveMadeIsProven() {
        assertThat(MADE.against(claim)).isEmpty();
    }

    @Test
    void processOfTheSessionOfTheStartCommandIsProvenThoughItIsNotDetached() {
        ProcEntry member = new ProcEntry(77, "daemon", 'S', 60, 50, 50, 0, 0, 1, 600, 0);

        assertThat(MADE.against(process(member, false))).isEmpty();
    }

    @Test
    void processThatIsOlderThanTheStartCommandIsRefused() {
        assertThat(MADE.against(process(entry(77, 499), true)).orElseThrow())
                .contains("began before the start command");
    }

    @Test
    void processThatIsNotInTheBackgroundIsRefused() {
        assertThat(MADE.against(process(entry(77, 600), false)).orElseThrow())
                .contains("which the start command has not put into the background");
        assertThat(FIRST.against(process(entry(77, 600), false)).orElseThrow())
                .contains("runs in the foreground of somebody else's session");
    }

    @Test
    void processThatBeganAfterItsNumberWasWrittenIsRecycled() {
        claim = new Claim(claim.file(), false, claim.process(), claim.user(), Optional.empty(), true, 10_000 + 1_001);

        assertThat(FIRST.against(claim).orElseThrow()).contains("which began after the file was written");
    }

    @Test
    void fileOfSomebodyElseIsBelievedOfHisOwnProcessesOnly() {
        Claim ofEve = new Claim(
                new PidFile(77, EVE, EVE, 10_000), false, claim.process(), claim.user(), Optional.empty(), true, 9_000);

        assertThat(FIRST.against(ofEve).orElseThrow()).contains("may have been written or put there by somebody else");
        assertThat(FIRST.against(user(ofEve, EVE))).isEmpty();
    }

    @Test
    void rootsFileThatSomebodyElseCanHavePutThereProvesNothing() {
        for (long keeper : new long[] {EVE, -1}) {
            Claim placed = new Claim(
                    new PidFile(77, ROOT, keeper, 10_000),
                    false,
                    claim.process(),
                    claim.user(),
                    Optional.empty(),
                    true,
                    9_000);

            assertThat(FIRST.against(placed).orElseThrow()).contains("put there by somebody else");
            assertThat(MADE.against(placed).orElseThrow()).contains("put there by somebody else");
        }
    }

    private Claim marked(String mark) {
        return new Claim(
                claim.file(), false, claim.process(), claim.user(), Optional.of(mark), false, claim.begunMillis());
    }

    private Claim user(Claim of, long uid) {
        return new Claim(
                of.file(), false, of.process(), OptionalLong.of(uid), of.mark(), of.detached(), of.begunMillis());
    }

    private Claim process(ProcEntry entry, boolean detached) {
        return new Claim(
                claim.file(), false, Optional.of(entry), claim.user(), Optional.empty(), detached, claim.begunMillis());
    }

    private static ProcEntry entry(long pid, long ticks) {
        return new ProcEntry(pid, "daemon", 'S', 1, pid, pid, 0, 0, 1, ticks, 0);
    }
}
