package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.StateDirectory;
import io.procmgr.http.EndpointFile;
import io.procmgr.job.JobSpec;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.testing.LeakCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class WeldSeTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @ManagedProcess(name = "sleeper", command = "sleep 600")
    static class Sleeper {}

    @ManagedProcess(
            name = "first",
            command = {"sleep", "601"})
    @ManagedProcess(name = "second", command = "exec sleep 602", shell = true)
    static class Two {}

    @ApplicationScoped
    static class Jobs {
        @Produces
        @ManagedProcess
        JobSpec madeWorker() {
            return JobSpec.builder("made-worker").command("sleep", "603").build();
        }

        @Produces
        @ManagedProcess(name = "field")
        JobSpec another = JobSpec.builder("field").command("sleep", "604").build();
    }

    @Dependent
    static class User {
        @Inject
        @Job("sleeper")
        SupervisedProcess sleeper;

        @Inject
        Supervisor supervisor;
    }

    @ApplicationScoped
    static class Mistaken {
        @Inject
        @Job("sleper")
        SupervisedProcess sleeper;
    }

    @ManagedProcess(name = "web@", command = "sleep 60%i", startSeconds = "0s")
    @ManagedProcess(
            name = "pool",
            command = {"sleep", "6%i"},
            instances = 2)
    static class Template {}

    @ApplicationScoped
    static class InstanceHistory {
        private final List<String> started = new CopyOnWriteArrayList<>();

        @Produces
        @ManagedProcess(name = "made@")
        JobSpec made() {
            return JobSpec.builder("made@").command("sleep", "62%i").build();
        }

        void started(@Observes @Job("web@1") ProcessStarted event) {
            started.add(event.job());
        }

        List<String> started() {
            return started;
        }
    }

    @Dependent
    static class InstanceUser {
        @Inject
        Supervisor supervisor;

        @Inject
        @Job("web@1")
        SupervisedProcess first;
    }

    @Dependent
    static class TemplateUser {
        @Inject
        @Job("web@")
        SupervisedProcess none;
    }

    @Test
    void anApplicationStartsInstancesOfItsTemplates() throws Exception {
        try (Deployed application =
                Deployed.with(directory, Template.class, InstanceUser.class, InstanceHistory.class)) {
            InstanceUser user = application.get(InstanceUser.class);
            assertThat(user.supervisor.processes())
                    .extracting(SupervisedProcess::name)
                    .containsExactly("pool@1", "pool@2");

            assertThat(user.supervisor.startInstance("web@", "1").name()).isEqualTo("web@1");

            user.first.await(JobState.RUNNING, LONG);
            assertThat(user.first.status().spec().execution().command()).containsExactly("sleep", "601");
            SupervisedProcess made = user.supervisor.startInstance("made@", "0");
            assertThat(made.status().spec().execution().command()).containsExactly("sleep", "620");
            await().untilAsserted(() ->
                    assertThat(application.get(InstanceHistory.class).started()).containsExactly("web@1"));
            assertThat(user.supervisor.removeInstance("web@", "1")).startsWith("web@1: ");
        }
        assertThatThrownBy(() -> Deployed.with(directory, Template.class, TemplateUser.class))
                .hasMessageContaining("names a template, which is no job: an instance of it is web@<name>");
    }

    @Test
    void aJobOfAnAnnotationRunsFromStartToEndOfTheApplication() throws Exception {
        long pid;
        try (Deployed application = Deployed.with(directory, Sleeper.class, User.class)) {
            User user = application.get(User.class);
            pid = user.sleeper.await(JobState.RUNNING, LONG).pid().orElseThrow();
            assertThat(ProcessHandle.of(pid).orElseThrow().isAlive()).isTrue();
            assertThat(user.supervisor.processes())
                    .extracting(SupervisedProcess::name)
                    .containsExactly("sleeper");
            ObjectName name = new ObjectName("procmgr:type=Process,name=sleeper");
            assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Source"))
                    .isEqualTo("@ManagedProcess on io.procmgr.cdi.WeldSeTest$Sleeper");
            user.sleeper.stop();
            user.sleeper.await(JobState.STOPPED, LONG);
            user.sleeper.start();
            pid = user.sleeper.await(JobState.RUNNING, LONG).pid().orElseThrow();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void jobsComeFromAClassWithTwoAndFromProducersAndFromProperties() throws Exception {
        Map<String, String> properties = Map.of(
                "procmgr.jobs.own.command", "sleep 605", "procmgr.jobs.made-worker.description", "from a property");
        try (Deployed application = Deployed.with(directory, properties, Two.class, Jobs.class)) {
            Supervisor supervisor = application.get(Supervisor.class);
            assertThat(supervisor.processes())
                    .extracting(SupervisedProcess::name)
                    .containsExactlyInAnyOrder("first", "second", "made-worker", "field", "own");
            for (SupervisedProcess process : supervisor.processes()) {
                process.await(JobState.RUNNING, LONG);
            }
            JobStatus made = application.job("made-worker").status();
            assertThat(made.spec().description()).isEqualTo("from a property");
            assertThat(made.spec().origin())
                    .hasToString("@ManagedProcess on io.procmgr.cdi.WeldSeTest$Jobs.madeWorker()");
            assertThat(application.job("field").status().spec().origin())
                    .hasToString("@ManagedProcess on io.procmgr.cdi.WeldSeTest$Jobs.another");
        }
    }

    @Test
    void aHandleOfAJobThatIsNotDefinedRefusesTheDeploymentAndNamesTheNearestJob() {
        assertThatThrownBy(() -> Deployed.with(directory, Sleeper.class, Mistaken.class))
                .hasMessageContaining("@Inject in io.procmgr.cdi.WeldSeTest$Mistaken.sleeper: @Job(\"sleper\"):"
                        + " names no job that is defined: did you mean sleeper?");
    }

    @Test
    void switchedOffNothingRunsAndAHandleSaysSo() throws Exception {
        Map<String, String> properties = Map.of("procmgr.enabled", "false");
        try (Deployed application = Deployed.with(directory, properties, Sleeper.class, User.class)) {
            assertThatThrownBy(() -> application.get(User.class).sleeper.start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "cannot start sleeper: procmgr is not running, it is switched off (procmgr.enabled=false)");
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("procmgr:*"), null))
                    .isEmpty();
        }
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenCostsTheDoorAndNotTheJobs() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> properties = Map.of("procmgr.http.port", Integer.toString(taken.getLocalPort()));
            try (Deployed application = Deployed.with(directory, properties, Sleeper.class)) {
                application.job("sleeper").await(JobState.RUNNING, LONG);
                assertThat(directory.resolve("state").resolve("endpoint.json")).doesNotExist();
            }
        }
    }

    @Test
    void whatAKilledSupervisorToldOfItsDoorIsGone() throws Exception {
        // a server in a container has the same pid at each start
        Path state = directory.resolve("state");
        StateDirectory.prepare(state);
        EndpointFile left = new EndpointFile(
                URI.create("http://127.0.0.1:9"),
                ProcessHandle.current().pid(),
                Optional.empty(),
                List.of(),
                List.of());
        left.write(state);
        try (Deployed application = Deployed.with(directory, Map.of(), Sleeper.class)) {
            application.job("sleeper").await(JobState.RUNNING, LONG);
            assertThat(state.resolve("endpoint.json")).doesNotExist();
        }
    }
}
