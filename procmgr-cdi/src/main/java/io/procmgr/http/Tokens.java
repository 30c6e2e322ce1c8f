package io.procmgr.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The two secrets that open the door, one for each role. Whoever reads the files has the role. */
public final class Tokens {
    private static final int RANDOM_BYTES = 32;
    private static final int SHORTEST = 32;

    private final byte[] viewer;
    private final byte[] operator;

    /** @throws IllegalArgumentException if a token is short enough to be guessed, or both are the same */
    public Tokens(String viewer, String operator) {
        if (viewer.length() < SHORTEST || operator.length() < SHORTEST || viewer.equals(operator)) {
            throw new IllegalArgumentException("tokens differ and have at least " + SHORTEST + " characters");
        }
        this.viewer = viewer.getBytes(StandardCharsets.UTF_8);
        this.operator = operator.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads {@code viewer.token} and {@code operator.token}; what is missing is made, readable by the owner only.
     *
     * @throws IOException if a file cannot be read or made, or others than its owner may read it
     */
    public static Tokens in(Path stateDirectory) throws IOException {
        return new Tokens(
                readOrMake(file(stateDirectory, Role.VIEWER)), readOrMake(file(stateDirectory, Role.OPERATOR)));
    }

    /** Reads one token, as a client on this host does; empty if there is none. */
    public static Optional<String> read(Path stateDirectory, Role role) throws IOException {
        Path file = file(stateDirectory, role);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(checked(file)) : Optional.empty();
    }

    /** Whose token this is. Takes as long for a wrong one as for a right one. */
    Optional<Role> roleOf(String token) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        boolean isViewer = MessageDigest.isEqual(viewer, given);
        boolean isOperator = MessageDigest.isEqual(operator, given);
        if (isOperator) {
            return Optional.of(Role.OPERATOR);
        }
        return isViewer ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    private static Path file(Path stateDirectory, Role role) {
        return stateDirectory.resolve(role.id() + ".token");
    }

    private static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            make(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        return checked(file);
    }

    private static void make(Path file, String token) throws IOException {
        try {
            PrivateFile.write(file, token);
        } catch (IOException e) {
            throw new IOException("cannot make " + file + ": " + e.getMessage(), e);
        }
    }

    private static String checked(Path file) throws IOException {
        String token = PrivateFile.read(file, "delete it, and a new one is made at the next start")
                .strip();
        if (token.length() < SHORTEST) {
            throw new IOException("cannot use " + file + ": a token has at least " + SHORTEST + " characters (length="
                    + token.length() + ")");
        }
        return token;
    }
}
