package io.procmgr.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final byte[] MESSAGE = "enable web".getBytes(StandardCharsets.UTF_8);

    private final Secret secret = secret("0123456789abcdef");

    @TempDir
    private Path directory;

    private static Secret secret(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void whatIsSealedIsOpenedOnce() {
        byte[] sealed = secret.seal(MESSAGE, NOW);

        assertThat(secret.open(sealed, NOW)).contains(MESSAGE);
        assertThat(secret.open(sealed, NOW)).isEmpty();
        assertThat(secret.open(secret.seal(MESSAGE, NOW + 1), NOW)).contains(MESSAGE);
    }

    @Test
    void theSealIsThatOfTheManual() {
        // printf '1800000000000\nenable web' | openssl dgst -sha256 -hmac 0123456789abcdef -r
        assertThat(new String(secret.seal(MESSAGE, NOW), StandardCharsets.UTF_8))
                .isEqualTo(
                        "a796aa2a32952812c342f1ec1c56024291ffa3ffd7bf6bf33b92e2cd99f8b822 1800000000000\nenable web");
    }

    @Test
    void oldAndFutureOnesAreNotOpened() {
        long window = Secret.WINDOW_MILLIS;
        assertThat(secret.open(secret.seal(MESSAGE, NOW - window - 1), NOW)).isEmpty();
        assertThat(secret.open(secret.seal(MESSAGE, NOW + window + 1), NOW)).isEmpty();
        assertThat(secret.open(secret.seal(MESSAGE, NOW - window), NOW)).isPresent();
        assertThat(secret.open(secret.seal(MESSAGE, NOW + window), NOW)).isPresent();
    }

    @Test
    void whatWasSentBeforeTheSecretWasReadIsNotOpened() {
        Secret later = new Secret("0123456789abcdef".getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(later.open(secret.seal(MESSAGE, NOW - 1), NOW + 1)).isEmpty();
        assertThat(later.open(secret.seal(MESSAGE, NOW), NOW + 1)).isPresent();
    }

    @Test
    void anotherSecretAndAnyChangeOfAByteOpenNothing() {
        byte[] sealed = secret.seal(MESSAGE, NOW);
        assertThat(secret("another 16 bytes").open(sealed, NOW)).isEmpty();
        assertThat(secret.open(MESSAGE, NOW)).isEmpty();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(secret.open(changed, NOW)).isEmpty();
        }
    }

    @Test
    void rubbishOpensNothing() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] rubbish = new byte[random.nextInt(100)];
            random.nextBytes(rubbish);
            assertThat(secret.open(rubbish, NOW)).isEmpty();
        }
        for (String body : new String[] {"", "\n", "x\n", "1800000000000", "1800000000000000000000\nx"}) {
            String sealed = new String(secret.seal(new byte[0], NOW), StandardCharsets.UTF_8);
            assertThat(secret.open((sealed.substring(0, 65) + body).getBytes(StandardCharsets.UTF_8), NOW))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatOthersMayReadAndAShortSecretAreRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "0123456789abcdef\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Secret.read(file, NOW)).hasMessageContaining("mode must be 0600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Secret.read(file, NOW).open(secret.seal(MESSAGE, NOW), NOW)).isPresent();

        Files.writeString(file, "0123456789abcde\n");
        assertThatThrownBy(() -> Secret.read(file, NOW)).hasMessage("a secret has at least 16 bytes (bytes=15)");
    }
}
