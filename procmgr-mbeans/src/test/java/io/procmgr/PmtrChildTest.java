package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a job's process finds when it begins. */
@ExtendWith(LeakCheck.class)
class PmtrChildTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void aPlainJobRunsInTheSupervisorsDirectoryWithItsUserAndItsLog() {
        supervisor.start(home, job("plain", sh("echo out; echo error >&2; exec sleep 1000")));
        ProcessFacts child = facts("plain");
        ProcessFacts own = new ProcessFacts(ProcessHandle.current().pid());

        assertThat(child.directoryItRunsIn()).isEqualTo(home.toAbsolutePath());
        assertThat(child.status("Uid")).isEqualTo(own.status("Uid"));
        assertThat(child.status("Groups")).isEqualTo(own.status("Groups"));
        assertThat(child.nice()).isZero();
        assertThat(child.open(0)).isEqualTo(Path.of("/dev/null"));
        assertThat(child.open(1)).isEqualTo(supervisor.log("plain"));
        assertThat(child.open(2)).isEqualTo(supervisor.log("plain"));
        until(() -> text(supervisor.log("plain")).equals("out\nerror\n"));
    }

    @Test
    void directoryEnvironmentPriorityProcessorsAndLimitsAreAsDefined() throws IOException {
        Path directory = Files.createDirectory(home.resolve("run"));
        supervisor.start(
                home,
                job(
                        "mail",
                        "dir " + directory,
                        "env COLOUR=red",
                        "env EMPTY=",
                        "nice 7",
                        "cpu 0x1",
                        "ulimit -n 77",
                        "ulimit -c 0"));
        ProcessFacts child = facts("mail");

        assertThat(child.directoryItRunsIn()).isEqualTo(directory);
        assertThat(child.environment()).contains("COLOUR=red", "EMPTY=");
        assertThat(child.nice()).isEqualTo(7);
        assertThat(child.status("Cpus_allowed_list")).isEqualTo("0");
        assertThat(child.limit("Max open files")).isEqualTo("77 77");
        assertThat(child.limit("Max core file size")).isEqualTo("0 0");
    }

    @Test
    void entriesOfTheEnvironmentOverrideWhatIsInheritedAndLaterOnesWin() {
        supervisor.start(home, job("mail", "env PATH=/first", "env PATH=/last", "env A=1=2"));

        assertThat(facts("mail").environment())
                .contains("PATH=/last", "A=1=2")
                .doesNotContain("PATH=/first", "PATH=" + System.getenv("PATH"));
    }

    @Test
    void absentProcessorsAreIgnoredWhileOneOfThoseNamedExists() {
        supervisor.start(home, job("some", "cpu 0,900"), job("none", "cpu 900"));

        assertThat(facts("some").status("Cpus_allowed_list")).isEqualTo("0");
        assertThat(supervisor.message("none", Kind.NOTICE))
                .startsWith("cannot set cpus: none of them is present (cpus=[900], present=[0");
        supervisor.awaitState("none", JobState.BACKOFF);
    }

    @Test
    void noSignalIsBlockedOrIgnored() {
        supervisor.start(home, job("mail"));
        ProcessFacts child = facts("mail");

        assertThat(child.signals("SigBlk")).isZero();
        assertThat(child.signals("SigIgn")).isZero();
    }

    @Test
    void filesAreMadeWithTheUmask022() {
        supervisor.start(home, job("mail"));

        assertThat(facts("mail").status("Umask")).isEqualTo("0022");
    }

    @Test
    void eachJobLeadsASessionOfItsOwn() {
        supervisor.start(home, job("a"), job("b"));

        assertThat(facts("a").session()).isEqualTo(supervisor.pid("a"));
        assertThat(facts("a").group()).isEqualTo(supervisor.pid("a"));
        assertThat(facts("b").session()).isEqualTo(supervisor.pid("b"));
    }

    @Test
    void nothingIsOpenAboveTheThreeStreams() {
        supervisor.start(home, job("mail"));

        facts("mail").awaitDescriptors("0", "1", "2");
    }

    @Test
    void outAndErrorAppendAndAreMadeWithMode0644() throws IOException {
        RunningSupervisor.write(home.resolve("out"), "before\n");
        supervisor.start(
                home, job("mail", sh("echo out; echo error >&2; exec sleep 1000"), "out out", "err " + home + "/err"));
        until(() -> text(home.resolve("err")).equals("error\n"));

        assertThat(text(home.resolve("out"))).isEqualTo("before\nout\n");
        assertThat(Files.getPosixFilePermissions(home.resolve("err")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void theWordSyslogMeansTheLog() {
        supervisor.start(home, job("mail", "out syslog", "err syslog"));
        ProcessFacts child = facts("mail");

        assertThat(child.open(1)).isEqualTo(supervisor.log("mail"));
        assertThat(child.open(2)).isEqualTo(supervisor.log("mail"));
    }

    @Test
    void theLogHoldsEveryByteAsItWasWritten() {
        String script = "printf 'half'; printf ' a line\\n\\n\\001\\033\\n'; head -c 5000 /dev/zero | tr '\\0' x; echo";
        supervisor.start(home, job("mail", sh(script), "once"));
        supervisor.awaitState("mail", JobState.COMPLETED);

        assertThat(text(supervisor.log("mail"))).isEqualTo("half a line\n\n\u0001\u001b\n" + "x".repeat(5000) + "\n");
    }

    @Test
    void standardInputIsTheFileThatInNames() {
        RunningSupervisor.write(home.resolve("in"), "hello\n");
        supervisor.start(home, job("mail", "cmd /bin/cat", "in in", "out out", "once"));
        supervisor.awaitState("mail", JobState.COMPLETED);

        assertThat(text(home.resolve("out"))).isEqualTo("hello\n");
    }

    private ProcessFacts facts(String job) {
        return new ProcessFacts(supervisor.pid(job));
    }
}
