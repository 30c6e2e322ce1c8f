package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Instances of templates, and jobs that say how many of them there are. */
@ExtendWith(LeakCheck.class)
class TemplateJobsTest {
    private static final String WEB = "procmgr.jobs.web@.command = sh -c 'echo I am %i; exec sleep 600'\n";

    @RegisterExtension
    final RunningSupervisor running = new RunningSupervisor();

    @TempDir
    Path home;

    private void start(String text) throws IOException {
        running.startWith(home, define(text));
    }

    private Path define(String text) throws IOException {
        return Files.writeString(home.resolve("jobs.properties"), text);
    }

    private String startInstance(String instance) {
        return running.procMgr().configuration().startInstance("web@", instance);
    }

    private List<String> names() {
        return running.procMgr().supervisor().statuses().stream()
                .map(status -> status.name().value())
                .toList();
    }

    private void awaitNames(String... names) {
        until(() -> names().equals(List.of(names)));
    }

    private String kept() {
        return text(home.resolve("state/instances"));
    }

    @Test
    void anInstanceIsAJobLikeAnyOtherUntilItIsRemoved() throws Exception {
        start(WEB + "procmgr.jobs.web.command = sleep 600\n");
        assertThat(names()).containsExactly("web");
        assertThat(running.procMgr().configuration().templates()).containsExactly("web@");

        assertThat(startInstance("blue")).startsWith("web@blue: ");
        startInstance("green");
        running.awaitState("web@blue", JobState.RUNNING);
        long blue = running.pid("web@blue");

        assertThat(text(running.log("web%40blue"))).isEqualTo("I am blue\n");
        assertThat(startInstance("blue")).startsWith("web@blue: ");
        assertThat(running.pid("web@blue")).isEqualTo(blue);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName bean = new ObjectName("procmgr:type=Process,app=" + home.getFileName() + ",name=web,instance=blue");
        until(() -> server.isRegistered(bean));
        assertThat(server.getAttribute(bean, "Name")).isEqualTo("web@blue");
        assertThat(server.getAttribute(bean, "Instance")).isEqualTo("blue");
        assertThat(server.getAttribute(bean, "Pid")).isEqualTo(blue);

        assertThat(running.procMgr().configuration().removeInstance("web@", "blue"))
                .startsWith("web@blue: is stopped");
        awaitNames("web", "web@green");
        assertThat(ProcessHandle.of(blue)).isEmpty();
        assertThat(kept()).isEqualTo("web%40green\n");
        assertThat(running.procMgr().configuration().removeInstance("web@", "blue"))
                .isEqualTo("web@blue: there is no such instance, nothing to do");
    }

    @Test
    void instancesFollowTheirTemplate() throws IOException {
        start(WEB + "procmgr.jobs.other.command = sleep 600\n");
        startInstance("blue");
        startInstance("green");
        long blue = running.pid("web@blue");
        long other = running.pid("other");

        // a key that needs no restart, then one that does
        define(WEB + "procmgr.jobs.web@.tags = front\nprocmgr.jobs.other.command = sleep 600\n");
        until(() -> running.status("web@blue").spec().tags().equals(List.of("front")));
        assertThat(running.pid("web@blue")).isEqualTo(blue);
        define(WEB + "procmgr.jobs.web@.env.NEW = %i\nprocmgr.jobs.other.command = sleep 600\n");
        assertThat(running.pidAfter("web@blue", blue)).isNotEqualTo(blue);

        define("procmgr.jobs.other.command = sleep 600\n");
        awaitNames("other");
        until(() -> kept().isEmpty());
        assertThat(running.pid("other")).isEqualTo(other);

        // and do not come back with it
        define(WEB + "procmgr.jobs.other.command = sleep 600\n");
        until(() -> !running.procMgr().configuration().templates().isEmpty());
        assertThat(names()).containsExactly("other");
    }

    @Test
    void aRefusedFileChangesNothingAndInstancesCanStillBeStarted() throws IOException {
        start(WEB);
        startInstance("blue");
        long blue = running.pid("web@blue");

        define("procmgr.jobs.web@.command = sleep 600\nprocmgr.jobs.web@.nice = 99\n");
        String error = running.awaitReloadError();
        startInstance("green");
        running.awaitState("web@green", JobState.RUNNING);

        assertThat(running.procMgr().supervisor().config().lastReloadError()).isEqualTo(error);
        assertThat(running.pid("web@blue")).isEqualTo(blue);
        define(WEB + "procmgr.jobs.web@.tags = mended\n");
        until(() -> running.status("web@green").spec().tags().equals(List.of("mended")));
        assertThat(running.pid("web@blue")).isEqualTo(blue);
    }

    @Test
    void whatInstancesThereAreIsKeptForTheNextSupervisor() throws IOException {
        start(WEB + "procmgr.jobs.web@.on-shutdown = leave\n");
        startInstance("blue");
        startInstance("green");
        long blue = running.pid("web@blue");
        running.pid("web@green");
        running.awaitState("web@blue", JobState.RUNNING);
        running.command("web@green", JobCommand.DISABLE);
        running.awaitState("web@green", JobState.DISABLED);

        running.close();
        running.startWith(home, home.resolve("jobs.properties"));

        assertThat(running.pid("web@blue")).isEqualTo(blue);
        assertThat(running.state("web@green")).isEqualTo(JobState.DISABLED);
        assertThatThrownBy(() -> startInstance("green")).isInstanceOf(RefusedException.class);
        running.procMgr().configuration().removeInstance("web@", "blue");
        running.procMgr().configuration().removeInstance("web@", "green");
        awaitNames();
    }

    @Test
    void aTemplateThatIsMissingAtAStartHasItsInstancesAgainWhenItComes() throws IOException {
        start(WEB);
        startInstance("blue");
        running.close();
        Files.writeString(home.resolve("state/instances"), "web%40blue\nnonsense\n../x\nweb%40..\n");

        define("procmgr.jobs.other.command = sleep 600\n");
        running.startWith(home, home.resolve("jobs.properties"));
        assertThat(names()).containsExactly("other");
        define(WEB);
        awaitNames("web@blue");
        running.awaitState("web@blue", JobState.RUNNING);
    }

    @Test
    void thereAreNoMoreThanTheTemplateAllowsAndNoneWithTheNameOfAnotherJob() throws IOException {
        start(WEB + "procmgr.jobs.web@.max-instances = 1\nprocmgr.jobs.web@taken.command = sleep 600\n"
                + "procmgr.jobs.off@.command = sleep 600\nprocmgr.jobs.off@.enabled = false\n"
                + "procmgr.jobs.odd@.command = sleep 600\nprocmgr.jobs.odd@.order = %i\n");
        assertThatThrownBy(() -> startInstance("taken"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cannot start web@taken: it is the name of a job of its own, defined in ")
                .hasMessageEndingWith("jobs.properties:3");
        startInstance("blue");
        assertThatThrownBy(() -> startInstance("green"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("cannot start web@green: web@ has as many instances as it may have; remove one"
                        + " (max-instances=1)");
        assertThatThrownBy(() -> running.procMgr().configuration().startInstance("off@", "x"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("cannot start off@x: its template is disabled (enabled=false, at ");
        assertThatThrownBy(() -> running.procMgr().configuration().startInstance("odd@", "x"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("job odd@x: order: must be");
        assertThatThrownBy(() -> running.procMgr().configuration().startInstance("none@", "x"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "cannot start an instance of none@: there is no such template (templates=web@, off@, odd@)");
        assertThat(kept()).isEqualTo("web%40blue\n");
    }

    @Test
    void noNameReachesAPathOrAProgram() throws IOException {
        start(WEB);
        for (String name : new String[] {
            "../x", "..", "a/b", "a b", "", "%i", "a\0b", "-rf", "a;b", "$(id)", "a".repeat(33), "a\nb", null, "é"
        }) {
            for (String template : new String[] {"web@", "web", "../web@", "", null}) {
                assertThatThrownBy(() -> running.procMgr().configuration().startInstance(template, name))
                        .isInstanceOf(RefusedException.class);
                assertThatThrownBy(() -> running.procMgr().configuration().removeInstance(template, name))
                        .isInstanceOf(RefusedException.class);
            }
        }
        assertThat(names()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aJobMaySayHowManyOfItThereAreAndAnotherNumberLeavesTheOthersAlone() throws IOException {
        String pool =
                "procmgr.jobs.pool.command = sh -c 'echo I am %i; exec sleep 600'\nprocmgr.jobs.pool.instances = ";
        start(pool + "2\n");
        assertThat(names()).containsExactly("pool@1", "pool@2");
        long first = running.pid("pool@1");
        long second = running.pid("pool@2");

        define(pool + "3\n");
        awaitNames("pool@1", "pool@2", "pool@3");
        running.pid("pool@3");
        define(pool + "1\n");
        awaitNames("pool@1");

        assertThat(running.pid("pool@1")).isEqualTo(first);
        assertThat(ProcessHandle.of(second)).isEmpty();
        assertThat(text(running.log("pool%401"))).isEqualTo("I am 1\n");
        assertThatThrownBy(() -> running.procMgr().configuration().startInstance("pool", "4"))
                .isInstanceOf(RefusedException.class);
        assertThat(running.procMgr().supervisor().status(new JobName("pool@1")).map(JobStatus::name))
                .contains(new JobName("pool@1"));
    }
}
