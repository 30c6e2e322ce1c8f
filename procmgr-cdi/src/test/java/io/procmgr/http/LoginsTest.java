package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and who is not. */
@Tag("any-engine")
class LoginsTest {
    private static final String FROM = "192.0.2.7";
    private static final String ALICE = "correct horse battery";

    @TempDir
    Path directory;

    private Path file;
    private Logins logins;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("users");
        // a cheap hash: the guesses of these tests shall take no second each
        PrivateFile.write(
                file,
                "alice:operator:" + PasswordHash.of(ALICE.toCharArray(), 10_000)
                        + "\nCN=scraper, O=Example:viewer:certificate\n");
        logins = Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR), file);
    }

    private Login password(String name, String password) throws LoginRefusedException {
        return logins.password(name, password.toCharArray(), FROM);
    }

    @Test
    void aUserIsLetInByThePasswordAndBySomebodyElsesByNone() throws Exception {
        assertThat(password("alice", ALICE)).isEqualTo(new Login("alice", Role.OPERATOR));
        assertThat(password("alice", ALICE)).hasToString("alice (operator)");
        for (String wrong : new String[] {"", ALICE + " ", DoorBench.OPERATOR, "certificate"}) {
            assertThatThrownBy(() -> password("alice", wrong)).isInstanceOf(LoginRefusedException.class);
        }
        assertThatThrownBy(() -> password("bob", ALICE)).isInstanceOf(LoginRefusedException.class);
        assertThatThrownBy(() -> password("CN=scraper, O=Example", "certificate"))
                .isInstanceOf(LoginRefusedException.class);
    }

    @Test
    void aTokenIsThePasswordOfItsRole() throws Exception {
        assertThat(password("viewer", DoorBench.VIEWER)).isEqualTo(new Login("viewer", Role.VIEWER));
        assertThat(logins.token(DoorBench.OPERATOR, FROM)).hasToString("operator");
        assertThatThrownBy(() -> password("operator", DoorBench.VIEWER)).isInstanceOf(LoginRefusedException.class);
        assertThatThrownBy(() -> logins.token(ALICE, FROM)).isInstanceOf(LoginRefusedException.class);
    }

    @Test
    void aSubjectIsComparedAsANameAndNotAsAText() throws Exception {
        assertThat(logins.certificate(new X500Principal("cn=Scraper,o=EXAMPLE"), FROM)
                        .role())
                .isEqualTo(Role.VIEWER);
        assertThatThrownBy(() -> logins.certificate(new X500Principal("CN=scraper"), FROM))
                .isInstanceOf(LoginRefusedException.class);
    }

    @Test
    void guessesAreSlowedAndNeitherTokensNorKnownPasswordsAre() throws Exception {
        password("alice", ALICE);
        for (int i = 0; i < GuessLimit.AT_ONCE; i++) {
            assertThatThrownBy(() -> password("alice", "guess")).isInstanceOf(LoginRefusedException.class);
        }
        assertThatThrownBy(() -> password("alice", "guess"))
                .isInstanceOfSatisfying(LoginRefusedException.class, refused -> assertThat(refused.waitFirst())
                        .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ZERO, GuessLimit.PER_GUESS)));
        assertThat(password("alice", ALICE).name()).isEqualTo("alice");
        assertThat(password("operator", DoorBench.OPERATOR).role()).isEqualTo(Role.OPERATOR);
        assertThat(logins.token(DoorBench.VIEWER, FROM).role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void aChangeOfTheFileHoldsAtOnce() throws Exception {
        password("alice", ALICE);
        UserFile users = UserFile.edit(file);
        assertThat(users.remove("alice")).isTrue();
        assertThat(users.remove("alice")).isFalse();
        users.put("bob", Role.VIEWER, ALICE.toCharArray());
        users.write();

        assertThatThrownBy(() -> password("alice", ALICE)).isInstanceOf(LoginRefusedException.class);
        assertThat(password("bob", ALICE)).isEqualTo(new Login("bob", Role.VIEWER));

        Files.delete(file);
        assertThatThrownBy(() -> password("bob", ALICE)).isInstanceOf(LoginRefusedException.class);
    }

    @Test
    void aFileThatOthersMayReadIsRefusedAndLetsNobodyIn() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others may use it too (mode=rw-r-----)");
        assertThatThrownBy(() -> UserFile.edit(file)).hasMessageContaining("others may use it too");
    }

    @Test
    void allThatIsWrongWithAFileIsToldWithItsLine() throws Exception {
        String hash = PasswordHash.of("x".toCharArray()).toString();
        String text = "# users\n\nalice:operator:" + hash + "\n" + "alice:viewer:" + hash + "\nbob:admin:" + hash
                + "\n" + "a b:viewer:secret\nviewer:viewer:" + hash + "\nCN:viewer:certificate\nplain\n"
                + "carl:viewer:$pbkdf2-sha512$1000$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(86) + "\n";
        PrivateFile.write(file, text);
        assertThatThrownBy(() -> Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR), file))
                .hasMessageContaining(file + ":4: alice has a line already")
                .hasMessageContaining(file + ":5: the role must be viewer or operator (role=admin)")
                .hasMessageContaining(file + ":6: a name has")
                .hasMessageContaining("(name=a b); the hash must be")
                .hasMessageContaining(file + ":7: the name viewer is that of a token")
                .hasMessageContaining(file + ":8: a subject must be a distinguished name")
                .hasMessageContaining(file + ":9: must be NAME:ROLE:HASH")
                .hasMessageContaining(file + ":10: the count of the hash must be 10000 to 2000000 (count=1000)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHashOfPasslibIsUnderstood() {
        // passlib.hash.pbkdf2_sha256.using(rounds=10000, salt=b"saltsaltsalt").hash("password")
        PasswordHash hash =
                PasswordHash.parse("$pbkdf2-sha256$10000$c2FsdHNhbHRzYWx0$Ywhqa9a6UzxJLtjYRT.Z1yOp.8LEJ8K4SHhDCPyIytM");
        assertThat(hash.matches("password".toCharArray())).isTrue();
        assertThat(hash.matches("Password".toCharArray())).isFalse();
        assertThat(PasswordHash.parse(hash.toString())).hasToString(hash.toString());
    }

    @Test
    void anAddressMayGuessTenTimesAndThenOnceInFiveSeconds() {
        GuessLimit limit = new GuessLimit();
        long now = 1_000_000_000L;
        for (int i = 0; i < GuessLimit.AT_ONCE; i++) {
            assertThat(limit.wait(FROM, now)).isEmpty();
            limit.wrong(FROM, now);
        }
        assertThat(limit.wait(FROM, now)).hasValue(GuessLimit.PER_GUESS);
        assertThat(limit.wait("192.0.2.8", now)).isEmpty();
        long later = now + GuessLimit.PER_GUESS.toNanos();
        assertThat(limit.wait(FROM, later)).isEmpty();
        limit.wrong(FROM, later);
        assertThat(limit.wait(FROM, later)).isEqualTo(Optional.of(GuessLimit.PER_GUESS));
        for (int i = 0; i < 2_000; i++) {
            limit.wrong("10.0.0." + i, later);
        }
        assertThat(limit.wait(FROM, later)).isEmpty();
    }
}
