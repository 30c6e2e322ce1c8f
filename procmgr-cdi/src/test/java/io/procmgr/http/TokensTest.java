package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    Path directory;

    @Test
    void theFirstStartMakesThemAndTheNextReadsThem() throws Exception {
        Tokens made = Tokens.in(directory);
        for (Role role : Role.values()) {
            Path file = directory.resolve(role.id() + ".token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String token = Tokens.read(directory, role).orElseThrow();
            assertThat(token).hasSize(43);
            assertThat(made.roleOf(token)).hasValue(role);
            assertThat(Tokens.in(directory).roleOf(token)).hasValue(role);
        }
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        Tokens.in(directory);
        Path file = directory.resolve("operator.token");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Tokens.in(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("mode=rw-r--r--");
        assertThatThrownBy(() -> Tokens.read(directory, Role.OPERATOR)).hasMessageContaining("others may use it");
    }

    @Test
    void aLinkIsRefused() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "x".repeat(43));
        Files.createSymbolicLink(directory.resolve("viewer.token"), elsewhere);
        assertThatThrownBy(() -> Tokens.in(directory)).hasMessageContaining("not a plain file");
    }

    @Test
    void aTokenThatCanBeGuessedIsRefused() throws Exception {
        Tokens.in(directory);
        Files.writeString(directory.resolve("viewer.token"), "secret\n");
        assertThatThrownBy(() -> Tokens.in(directory)).hasMessageContaining("length=6");
        assertThatThrownBy(() -> new Tokens("x".repeat(43), "x".repeat(43))).hasMessageContaining("differ");
    }

    @Test
    void aWrongTokenHasNoRole() throws Exception {
        Tokens tokens = Tokens.in(directory);
        assertThat(tokens.roleOf("")).isEmpty();
        assertThat(tokens.roleOf("x".repeat(43))).isEmpty();
        assertThat(Tokens.read(directory.resolve("none"), Role.VIEWER)).isEmpty();
    }
}
