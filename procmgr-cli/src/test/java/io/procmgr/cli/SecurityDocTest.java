package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS, a user and a client certificate, set up by the very lines of docs/security.md. */
@ExtendWith(LeakCheck.class)
@Tag("any-engine")
class SecurityDocTest {
    private static final Path DOCUMENT = Path.of("../docs/security.md");

    @TempDir
    private Path directory;

    @Test
    void theLinesThatAreShownSetUpADoorThatLetsTheirUsersIn() throws Exception {
        List<String> lines = Files.readAllLines(DOCUMENT);
        Path script = Files.writeString(directory.resolve("setup.sh"), shell(lines));
        Path command = Files.writeString(
                directory.resolve("procmgr"),
                "#!/bin/sh\nexec '" + String.join("' '", Command.builder().command()) + "' \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        Path jdk = Path.of(System.getProperty("java.home"), "bin");
        assertThat(Shell.outputOf("cd " + directory + " && PATH=" + directory + ":" + jdk + ":$PATH sh -e " + script
                        + " 2>&1 && echo set up"))
                .endsWith("set up\n");
        String properties = lines.stream()
                .dropWhile(line -> !line.equals("    procmgr.http.host = 0.0.0.0"))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.strip().replace("8778", "0"))
                .collect(Collectors.joining("\n"));
        Files.writeString(directory.resolve("http.properties"), properties);
        Path jobs = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.web.command = sleep 1000\n");

        Path state = directory.resolve("state");
        try (Command run = Command.start(directory, "run", jobs, "--state", state, "--http-config", "http.properties")
                .awaitUp()) {
            String url = run.out().lines().findFirst().orElseThrow().replaceFirst(".*, (https://\\S+)", "$1");
            String curl = "cd " + directory + " && curl -sk -o answer -D - " + url + "/jolokia/version ";
            assertThat(roleOf(curl)).isEqualTo("401");
            assertThat(roleOf(curl + "-u 'bob:a password for bob'")).isEqualTo("viewer");
            assertThat(roleOf(curl + "-u 'bob:another'")).isEqualTo("401");
            assertThat(roleOf(curl + "--cert-type P12 --cert tls/alice.p12:$(cat tls/password)"))
                    .isEqualTo("operator");
            assertThat(roleOf(curl + "-H 'Host: host.example.com' -u 'bob:a password for bob'"))
                    .isEqualTo("viewer");
            assertThat(roleOf(curl + "-H 'Host: evil.example.com' -u 'bob:a password for bob'"))
                    .isEqualTo("403");
            assertThat(Client.at(state, "status").status()).isZero();
        }
    }

    /** The role that an answer tells, or its status if it is none. */
    private static String roleOf(String curl) throws Exception {
        String head = Shell.outputOf(curl);
        return head.lines()
                .filter(line -> line.startsWith("Procmgr-role: "))
                .map(line -> line.substring("Procmgr-role: ".length()).strip())
                .findFirst()
                .orElseGet(() -> head.split(" ", 3)[1]);
    }

    private static String shell(List<String> lines) {
        return Stream.of("mkdir", "(umask", "keytool", "echo", "procmgr user")
                        .collect(Collectors.collectingAndThen(Collectors.toList(), begins -> lines.stream()
                                .filter(line -> line.startsWith("    ")
                                        && begins.stream().anyMatch(line.strip()::startsWith))))
                        .map(String::strip)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
