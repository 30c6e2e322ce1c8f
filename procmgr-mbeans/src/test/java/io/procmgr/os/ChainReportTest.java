package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainReportTest {
    @Test
    void programHasBegunWhenNothingFollowsTheMark() {
        assertThat(report("\001").begun()).isTrue();
        assertThat(report("sh: warning: setlocale: cannot change locale\n\001").begun())
                .isTrue();
        assertThat(report("").begun()).isFalse();
        assertThat(report("\001exit 127\n").begun()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/usr/bin/taskset: failed to set pid 0's affinity: Invalid argument"
                        + "|cannot set cpus: failed to set pid 0's affinity: Invalid argument",
                "nice: cannot set niceness: Permission denied|cannot set nice: cannot set niceness: Permission denied",
                "setpriv: initgroups failed: Operation not permitted"
                        + "|cannot become the user: initgroups failed: Operation not permitted",
                "sh: 3: cannot create /x/y: Directory nonexistent|cannot create /x/y: Directory nonexistent",
                "sh: line 3: /x/y: No such file or directory|cannot begin: /x/y: No such file or directory",
                "something else|cannot begin: something else"
            })
    void failingStepIsNamed(String written, String message) {
        assertThat(report("noise\n" + written + "\nexit 2\n").failure("tool", ExitStatus.exited(2), Path.of("/d")))
                .isEqualTo(message);
    }

    @Test
    void whatIsWrittenAfterTheMarkIsTheCause() {
        assertThat(report("noise\n\001sh: 1: cannot create /err: Permission denied\nexit 2\n")
                        .failure("tool", ExitStatus.exited(2), Path.of("/d")))
                .isEqualTo("cannot create /err: Permission denied");
    }

    @Test
    void silentEndIsExplainedByItsStatus() {
        assertThat(report("\001exit 127\n").failure("tool", ExitStatus.exited(127), Path.of("/d")))
                .isEqualTo("cannot run tool: it, or the interpreter that its first line names, was not found");
        assertThat(report("\001exit 126\n").failure("tool", ExitStatus.exited(126), Path.of("/d")))
                .isEqualTo("cannot run tool: the system refused it (exit status 126)");
        assertThat(report("").failure("tool", ExitStatus.signalled(9), Path.of("/d")))
                .isEqualTo("cannot run tool: signal 9 before it began");
    }

    private static ChainReport report(String written) {
        return ChainReport.parse(written.getBytes(StandardCharsets.UTF_8));
    }
}
