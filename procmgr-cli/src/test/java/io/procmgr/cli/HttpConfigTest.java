package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --http-config}: TLS as somebody sets it up, and what is refused. */
@ExtendWith(LeakCheck.class)
@Tag("any-engine")
class HttpConfigTest {
    @TempDir
    private Path directory;

    private Path jobs;
    private Path state;

    @BeforeEach
    void write() throws Exception {
        jobs = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.web.command = sleep 1000\n");
        state = directory.resolve("state");
    }

    private Path keys(String name) throws Exception {
        Path file = directory.resolve(name);
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Shell.outputOf(keytool + " -J-XX:TieredStopAtLevel=1 -genkeypair -keyalg EC -alias door -dname CN=" + name
                + " -storetype PKCS12 -storepass changeit -keystore " + file);
        return file;
    }

    @Test
    void theCommandTrustsTheDoorOfThisHostAlsoAfterItsKeysWereRenewed() throws Exception {
        Path keys = keys("first.p12");
        Path password = Files.writeString(directory.resolve("password"), "changeit\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path config = Files.writeString(
                directory.resolve("http.properties"),
                "procmgr.http.host = 0.0.0.0\nprocmgr.http.port = 0\nprocmgr.http.tls.key-store = " + keys
                        + "\nprocmgr.http.tls.key-store-password-file = " + password + "\n");
        try (Command run = Command.start(directory, "run", jobs, "--state", state, "--http-config", config)
                .awaitUp()) {
            assertThat(run.out()).contains(", https://127.0.0.1:");
            assertThat(Client.at(state, "start", "web").out()).startsWith("web: RUNNING");
            String curl = run.out().lines().skip(1).findFirst().orElseThrow();
            assertThat(Shell.outputOf(curl)).contains("\"state\":\"RUNNING\"");

            Files.move(keys("second.p12"), keys, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            String old = Files.readString(state.resolve("endpoint.json"));
            // the next connection makes the door look at its keys, and tell
            Client.at(state, "status");
            await().until(() ->
                    !Files.readString(state.resolve("endpoint.json")).equals(old));
            assertThat(Client.at(state, "stop", "web").out()).isEqualTo("web: STOPPED\n");
            assertThat(Shell.outputOf(curl + " ; true")).doesNotContain("STOPPED");
        }
    }

    @Test
    void whatIsWrongIsToldWithItsLineAndNothingIsStarted() throws Exception {
        Path config = Files.writeString(
                directory.resolve("http.properties"),
                "procmgr.http.tls = on\nprocmgr.http.tls.key-store = keys.p12\nprocmgr.http.port = x\n"
                        + "procmgr.app = a\nprocmgr.http.hots = b\nprocmgr.http.tls.client-auth = want\n"
                        + "procmgr.http.allowed-origins = portal\n");
        Command run = Command.run(directory, "run", jobs, "--state", state, "--http-config", config);
        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.errLines())
                .contains(
                        config + ":4: procmgr.app: has no effect here: keys begin with procmgr.http.",
                        config + ":1: procmgr.http.tls: must be external (value=on)",
                        config + ":2: procmgr.http.tls.key-store: has no effect without"
                                + " procmgr.http.tls.key-store-password-file",
                        config + ":6: procmgr.http.tls.client-auth: has no effect without procmgr.http.tls.trust-store",
                        config + ":7: procmgr.http.allowed-origins: must be origins, such as"
                                + " https://portal.example.com (value=portal)")
                .anyMatch(line -> line.startsWith(config + ":5: procmgr.http.hots: is not known: did you mean"))
                .anyMatch(line -> line.startsWith(config + ":3: procmgr.http.port: "));
        assertThat(state).doesNotExist();
    }
}
