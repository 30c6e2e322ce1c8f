package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.http.Login;
import io.procmgr.http.Logins;
import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
@Tag("any-engine")
class UserCommandTest {
    private static final String PASSWORD = "correct horse ü battery";

    @TempDir
    private Path directory;

    @Test
    void aPasswordFromStandardInputMakesAUserThatIsLetIn() throws Exception {
        Path users = directory.resolve("users");
        Path typed = Files.writeString(directory.resolve("typed"), PASSWORD + "\nmore\n");
        try (Command user = Command.start(
                directory,
                Command.builder("user", "alice", "--role", "operator", "--file", users)
                        .redirectInput(typed.toFile()))) {
            assertThat(user.exitStatus()).as(user.err()).isZero();
            assertThat(user.out()).isEqualTo("alice is written to " + users + "\n");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(users))
                .startsWith("alice:operator:$pbkdf2-sha512$")
                .doesNotContain("horse");
        Logins logins = Logins.of(Tokens.in(directory), users);
        assertThat(logins.password("alice", PASSWORD.toCharArray(), "here"))
                .isEqualTo(new Login("alice", Role.OPERATOR));

        assertThat(Client.run("user", "CN=a,O=b", "--certificate", "--role", "viewer", "--file", users)
                        .status())
                .isZero();
        assertThat(Files.readString(users)).endsWith("CN=a,O=b:viewer:certificate\n");
        assertThat(Client.run("user", "alice", "--remove", "--file", users).out())
                .isEqualTo("alice is removed from " + users + "\n");
        assertThat(Client.run("user", "alice", "--remove", "--file", users))
                .extracting(Client::status, Client::err)
                .containsExactly(1, "procmgr: cannot remove alice: " + users + " has no such user\n");
    }

    @Test
    void onATerminalThePasswordIsAskedForTwiceAndNotShown() throws Exception {
        Path users = directory.resolve("users");
        Path typed = Files.writeString(directory.resolve("typed"), "long enough secret\nlong enough secret\n");
        String line = String.join(
                "' '",
                Command.builder("user", "bob", "--role", "viewer", "--file", users)
                        .command());
        try (Command user = Command.start(
                directory,
                new ProcessBuilder("script", "-qefc", "'" + line + "'", "/dev/null").redirectInput(typed.toFile()))) {
            assertThat(user.exitStatus()).as(user.out()).isZero();
            assertThat(user.out()).contains("Password of bob:", "Once more:", "bob is written to");
        }
        assertThat(Logins.of(Tokens.in(directory), users)
                        .password("bob", "long enough secret".toCharArray(), "here")
                        .role())
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void whatIsWrongIsToldAndWritesNothing() throws Exception {
        Path users = directory.resolve("users");
        assertThat(Client.run("user", "alice", "--file", users))
                .satisfies(client -> assertThat(client.status()).isEqualTo(2))
                .satisfies(client -> assertThat(client.err()).contains("--role=viewer|operator"));
        assertThat(Client.run("user", "operator", "--role", "viewer", "--file", users)
                        .err())
                .contains("the name operator is that of a token");
        assertThat(Client.run("user", "alice", "--role", "admin", "--file", users)
                        .status())
                .isEqualTo(2);
        assertThat(Client.run("user", "nonsense", "--certificate", "--role", "viewer", "--file", users)
                        .status())
                .isEqualTo(2);
        assertThat(users).doesNotExist();
    }
}
