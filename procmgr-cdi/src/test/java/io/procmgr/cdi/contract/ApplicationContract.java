package io.procmgr.cdi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procmgr.cdi.Job;
import io.procmgr.cdi.SupervisedProcess;
import io.procmgr.cdi.Supervisor;
import io.procmgr.supervise.JobState;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds in every container. A subclass makes a deployment of {@link SampleApplication} of the key {@link #APP}. */
@ExtendWith(ArquillianExtension.class)
public abstract class ApplicationContract {
    public static final String APP = "main";

    private static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    private Supervisor supervisor;

    @Inject
    @Job("sleeper")
    private SupervisedProcess sleeper;

    @Inject
    private History history;

    /** Where the deployment keeps its state. */
    protected abstract Path stateDirectory();

    @Test
    void jobsOfAnnotationsOfProducersAndOfPropertiesRun() throws Exception {
        Set<String> names = supervisor.processes().stream()
                .map(SupervisedProcess::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("sleeper", "teller", "unnamed-job", "made-job", "plain"), names);
        for (SupervisedProcess process : supervisor.processes()) {
            long pid = process.await(JobState.RUNNING, LONG).pid().orElseThrow();
            assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive(), process.name());
        }
        assertEquals("of the property", sleeper.status().spec().description());
        long teller = supervisor.process("teller").status().pid().orElseThrow();
        assertEquals(
                List.of("hello from " + teller), supervisor.process("teller").tail(1));
    }

    @Test
    void aHandleActsOnItsJobAndObserversHearOfIt() throws Exception {
        long before = sleeper.await(JobState.RUNNING, LONG).pid().orElseThrow();
        assertTrue(history.await("sleeper ready", 1, LONG), () -> history.told().toString());
        int exits =
                (int) history.told().stream().filter("sleeper exited"::equals).count();
        sleeper.stop();
        sleeper.await(JobState.STOPPED, LONG);
        assertFalse(ProcessHandle.of(before).filter(ProcessHandle::isAlive).isPresent());
        assertTrue(history.await("sleeper exited", exits + 1, LONG), () -> history.told()
                .toString());
        sleeper.start();
        sleeper.await(JobState.RUNNING, LONG);
        assertTrue(history.await("sleeper ready", exits + 2, LONG), () -> history.told()
                .toString());
        assertTrue(history.await("async started sleeper", exits + 2, LONG), () -> history.told()
                .toString());
        List<String> ofSleeper = history.told().stream()
                .filter(line -> line.startsWith("sleeper"))
                .toList();
        assertEquals(
                List.of("sleeper started", "sleeper ready", "sleeper exited", "sleeper started", "sleeper ready"),
                ofSleeper.subList(0, 5));
        assertTrue(history.await("any started plain", 1, LONG), () -> history.told()
                .toString());
    }

    @Test
    void eachJobIsAnMBeanUnderTheKeyOfItsApplication() throws Exception {
        ObjectName name = new ObjectName("procmgr:type=Process,app=" + APP + ",name=made-job");
        assertEquals(
                "@ManagedProcess on io.procmgr.cdi.contract.ProducedJobs.madeJob()",
                ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Source"));
        ObjectName all = new ObjectName("procmgr:type=Supervisor,app=" + APP);
        assertEquals("", ManagementFactory.getPlatformMBeanServer().getAttribute(all, "LastReloadError"));
    }

    @Test
    void jolokiaAnswersOverHttpToWhoHasAToken() throws Exception {
        Path state = stateDirectory();
        String endpoint = Files.readString(state.resolve("endpoint.json"));
        String url = endpoint.replaceAll("(?s).*\"url\":\"([^\"]*)\".*", "$1").replace("\\/", "/");
        String token = Files.readString(state.resolve("viewer.token")).strip();
        URI read = URI.create(url + "/jolokia/read/procmgr:type=Process,app=" + APP + ",name=plain/State");
        HttpURLConnection connection = (HttpURLConnection) read.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try (InputStream in = connection.getInputStream()) {
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.contains("\"value\":\"RUNNING\""), answer);
        } finally {
            connection.disconnect();
        }
    }
}
