package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobDiff;
import io.procmgr.job.JobName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a change of a job between two readings of a pmtr file: facts 75 to 78 and 81. */
class PmtrChangeTest {
    private static final String A =
            "job {\nname a\ncmd /x 1 2\nenv A=1\nenv B=2\nulimit -n 5\nulimit -c 0\ndir /d\nout o\nerr e\nin i\n"
                    + "user u\norder 1\nnice 1\ncpu 1\nbounce every 1h\ndepends {\n/f /g\n}\n}\n";
    private static final String B = "job {\nname b\ncmd /y\n}\n";

    private static JobDiff between(String before, String after) {
        return JobDiff.between(PmtrText.jobs(before), PmtrText.jobs(after));
    }

    @Test
    void commentsLayoutPositionAndOrderOfOptionsAreNoChange() {
        String rearranged =
                "# new\njob\n{\n  cmd /x 1 # one\n    2\n  depends {\n    /f\n    /g\n  }\n  bounce every 1h\n"
                        + "  cpu 0x2\n  nice 1\n  order 1\n  user u\n  in i\n  err e\n  out o\n  dir /d\n"
                        + "  ulimit {\n    -n 5 RLIMIT_CORE 0\n  }\n  env A=1\n  env B=2\n  name a\n}\n";
        assertThat(between(A + B, B + "\n\n" + rearranged).isEmpty()).isTrue();
        assertThat(between(A, A.replace("\n", "\r\n")).isEmpty()).isTrue();
        assertThat(between(A, A.replace("nice 1", "nice 7\nnice 1")).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cmd /x 1 2>cmd /x 1",
                "cmd /x 1 2>cmd /x 2 1",
                "cmd /x 1 2>cmd /z 1 2",
                "env A=1>env A=2",
                "env A=1\nenv B=2>env B=2\nenv A=1",
                "ulimit -n 5>ulimit -n 6",
                "ulimit -n 5\nulimit -c 0>ulimit -c 0\nulimit -n 5",
                "dir /d>dir /e",
                "out o>out p",
                "err e>err p",
                "in i>in j",
                "user u>user v",
                "cpu 1>cpu 2",
                "nice 1>nice 2"
            })
    void aChangeOfTheProcessNeedsARestart(String change) {
        String[] parts = change.split(">");
        JobDiff diff = between(A + B, A.replace(parts[0], parts[1]) + B);
        assertThat(diff.restarted()).hasSize(1);
        assertThat(diff.unchanged()).hasSize(1);
        assertThat(diff.updated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order 1>order 2",
                "order 1>order 1\ndisable",
                "order 1>order 1\nwait",
                "order 1>order 1\nonce",
                "bounce every 1h>bounce every 2h",
                "bounce every 1h>bounce every 0s",
                "/f /g>/g /f",
                "/f /g>/f"
            })
    void aChangeOfTheRulesLeavesTheProcessAlone(String change) {
        String[] parts = change.split(">");
        JobDiff diff = between(A + B, A.replace(parts[0], parts[1]) + B);
        assertThat(diff.updated()).hasSize(1);
        assertThat(diff.unchanged()).hasSize(1);
        assertThat(diff.restarted()).isEmpty();
    }

    @Test
    void aChangeOfNiceIsSeen() {
        assertThat(between(A, A.replace("nice 1", "nice 2")).restarted()).hasSize(1);
    }

    @Test
    void jobsAreMatchedByName() {
        JobDiff diff = between(A, A.replace("name a", "name c"));
        assertThat(diff.removed()).containsExactly(new JobName("a"));
        assertThat(diff.added()).hasSize(1);
    }
}
