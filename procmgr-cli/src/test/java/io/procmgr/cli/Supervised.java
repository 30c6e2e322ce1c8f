package io.procmgr.cli;

import static org.awaitility.Awaitility.await;

import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.http.Endpoint;
import io.procmgr.http.Logins;
import io.procmgr.http.Tokens;
import io.procmgr.job.JobName;
import io.procmgr.rmi.RmiDoor;
import io.procmgr.rmi.RmiSettings;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real supervisor with its door, in this JVM: for the many tests that do not need another one. */
final class Supervised implements AutoCloseable {
    private final StateDirectory state;
    private final ProcMgr procMgr;
    private final Endpoint endpoint;

    private Supervised(StateDirectory state, ProcMgr procMgr, Endpoint endpoint) {
        this.state = state;
        this.procMgr = procMgr;
        this.endpoint = endpoint;
    }

    /** One that reads this file or directory. */
    static Supervised start(Path stateDirectory, Path config) throws IOException {
        return start(stateDirectory, config, Optional.empty());
    }

    /** The same, as an application has one. */
    static Supervised start(Path stateDirectory, Path config, Optional<String> app) throws IOException {
        return start(stateDirectory, config, app, 0);
    }

    /** The same, with its door at this port. */
    static Supervised start(Path stateDirectory, Path config, Optional<String> app, int port) throws IOException {
        Settings plain = Settings.of(List.of(config), stateDirectory).withoutApplication();
        Settings settings = app.map(plain::withApp).orElse(plain);
        StateDirectory state = StateDirectory.open(stateDirectory);
        ProcMgr procMgr = ProcMgr.start(settings, state);
        Endpoint endpoint = Endpoint.open(
                procMgr.settings(),
                Endpoint.door(procMgr, Logins.of(Tokens.in(state.path()))).port(port));
        return new Supervised(state, procMgr, endpoint);
    }

    /** One of these properties of jobs, each without {@code procmgr.jobs.}. */
    static Supervised of(Path directory, String... properties) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String property : properties) {
            text.append("procmgr.jobs.").append(property).append('\n');
        }
        Path file = Files.writeString(directory.resolve("jobs.properties"), text);
        return start(directory.resolve("state"), file);
    }

    String url() {
        return endpoint.url().toString();
    }

    JobStatus job(String name) {
        return procMgr.supervisor().status(new JobName(name)).orElseThrow();
    }

    boolean has(String name) {
        return procMgr.supervisor().status(new JobName(name)).isPresent();
    }

    Supervised awaitState(String name, JobState wanted) {
        await().alias(name + " is " + wanted)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> has(name) && job(name).state() == wanted);
        return this;
    }

    /** JMX by RMI besides, at a free port. */
    RmiDoor openRmi() throws IOException {
        return RmiDoor.open(
                new RmiSettings("127.0.0.1", 0, Optional.empty()),
                Logins.of(Tokens.in(state.path())),
                procMgr.callers());
    }

    ProcMgr procMgr() {
        return procMgr;
    }

    @Override
    public void close() {
        endpoint.close();
        procMgr.close();
        state.close();
    }
}
