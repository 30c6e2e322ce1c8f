package io.procmgr.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;

/**
 * Who may come in, the one place that knows: the two tokens, and the users of a file if there is one. For the HTTP door and
 * for RMI alike. Failed attempts are logged, ten lines a minute at most; passwords can be guessed slowly only, which holds up
 * neither a token nor a password that was right before. Safe for use by several threads.
 */
public final class Logins {
    /** Each costs a processor a tenth of a second, and holds a thread of a door as long. */
    private static final int HASHES_AT_ONCE = 2;

    private static final Duration WHILE_OTHERS_ARE_HASHED = Duration.ofSeconds(1);
    private static final int HASHING_SECONDS = 3;

    private final Tokens tokens;
    private final Optional<Users> users;
    private final KnownPasswords known = new KnownPasswords();
    private final GuessLimit guesses = new GuessLimit();
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE);
    private final ScarceLog log = new ScarceLog(Level.WARNING);

    private Logins(Tokens tokens, Optional<Users> users) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.users = users;
    }

    /** By these tokens alone. */
    public static Logins of(Tokens tokens) {
        return new Logins(tokens, Optional.empty());
    }

    /**
     * By these tokens, and by the users of this file, which is read anew when it changes.
     *
     * @throws IOException if it cannot be read, others than its owner may read it, or a line of it is wrong; with all problems
     */
    public static Logins of(Tokens tokens, Path userFile) throws IOException {
        return new Logins(tokens, Optional.of(Users.in(userFile)));
    }

    /**
     * By a token alone.
     *
     * @param from the address that it came from, for the log
     * @throws LoginRefusedException if it is none
     */
    public Login token(String token, String from) throws LoginRefusedException {
        Optional<Role> role = tokens.roleOf(token);
        if (role.isEmpty()) {
            log.tell("refused a token from " + from);
            throw new LoginRefusedException("cannot let you in: it takes the token of a role");
        }
        return new Login(role.get().id(), role.get());
    }

    /**
     * By a name and a password: {@code viewer} or {@code operator} with the token, or a user of the file. The password may be
     * wiped afterwards.
     *
     * @param from the address that it came from: it is what can guess slowly only
     * @throws LoginRefusedException if it is wrong, or if too much has been guessed from there to look at it
     */
    public Login password(String name, char[] password, String from) throws LoginRefusedException {
        for (Role role : Role.values()) {
            if (role.id().equals(name)) {
                return tokens.roleOf(new String(password))
                        .filter(role::equals)
                        .map(found -> new Login(name, found))
                        .orElseThrow(() -> refused(name, from));
            }
        }
        if (users.isEmpty()) {
            throw refused(name, from);
        }
        Optional<UserLine> user = users.get().named(name);
        if (user.isPresent() && known.isKnown(user.get(), password)) {
            return login(user.get());
        }
        Optional<Duration> wait = guesses.wait(from, System.nanoTime());
        if (wait.isPresent()) {
            log.tell("did not look at a password for " + name + " from " + from + ": too many were wrong");
            throw new LoginRefusedException("cannot let you in: too many wrong passwords", wait.get());
        }
        if (!isRight(user, password)) {
            guesses.wrong(from, System.nanoTime());
            throw refused(name, from);
        }
        known.add(user.orElseThrow(), password);
        return login(user.get());
    }

    /** Several who come at once, as after a restart, wait for each other. */
    private boolean mayHash() {
        try {
            return hashing.tryAcquire(HASHING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes as long for a name that is not there. */
    private boolean isRight(Optional<UserLine> user, char[] password) throws LoginRefusedException {
        if (!mayHash()) {
            throw new LoginRefusedException(
                    "cannot let you in: others are at the door, try again", WHILE_OTHERS_ARE_HASHED);
        }
        try {
            PasswordHash hash = user.flatMap(UserLine::hash).orElseGet(() -> PasswordHash.parse(UserFile.NO_PASSWORD));
            return hash.matches(password) && user.isPresent();
        } finally {
            hashing.release();
        }
    }

    /**
     * By the subject of a certificate that somebody trusted has signed.
     *
     * @param from the address that it came from, for the log
     * @throws LoginRefusedException if no line of the user file names it
     */
    public Login certificate(X500Principal subject, String from) throws LoginRefusedException {
        return users.flatMap(all -> all.of(subject))
                .map(Logins::login)
                .orElseThrow(() -> refused(subject.getName(), from));
    }

    private static Login login(UserLine user) {
        return new Login(user.name(), user.role());
    }

    private LoginRefusedException refused(String name, String from) {
        log.tell("refused a log-in as " + name + " from " + from);
        return new LoginRefusedException("cannot let you in: the name or what proves it is wrong");
    }
}
