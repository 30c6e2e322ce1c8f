package io.procmgr.http;

import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * One line of a user file: {@code name:role:hash}, or {@code CN=…:role:certificate} for who shows a certificate with that
 * subject.
 *
 * @param name in a certificate's line its subject, as written
 * @param role what they may do
 * @param hash of the password; empty if it is a certificate's line
 */
record UserLine(String name, Role role, Optional<PasswordHash> hash) {
    private static final String CERTIFICATE = "certificate";
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SUBJECT = 1_000;

    /** @throws IllegalArgumentException with all that is wrong with it */
    static UserLine parse(String line) {
        int secret = line.lastIndexOf(':');
        int role = line.lastIndexOf(':', secret - 1);
        if (role < 0) {
            throw new IllegalArgumentException("must be NAME:ROLE:HASH or SUBJECT:ROLE:" + CERTIFICATE);
        }
        String name = line.substring(0, role);
        String what = line.substring(secret + 1);
        boolean certificate = what.equals(CERTIFICATE);
        StringBuilder wrong = new StringBuilder();
        Optional<Role> parsedRole = Optional.empty();
        Optional<PasswordHash> hash = Optional.empty();
        try {
            parsedRole = Optional.of(role(line.substring(role + 1, secret)));
        } catch (IllegalArgumentException e) {
            wrong.append(e.getMessage());
        }
        try {
            if (certificate) {
                subject(name);
            } else {
                requireName(name);
            }
        } catch (IllegalArgumentException e) {
            wrong.append(wrong.isEmpty() ? "" : "; ").append(e.getMessage());
        }
        try {
            hash = certificate ? Optional.empty() : Optional.of(PasswordHash.parse(what));
        } catch (IllegalArgumentException e) {
            wrong.append(wrong.isEmpty() ? "" : "; ").append(e.getMessage());
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong.toString());
        }
        return new UserLine(name, parsedRole.orElseThrow(), hash);
    }

    /** @throws IllegalArgumentException if it is none */
    static Role role(String text) {
        for (Role role : Role.values()) {
            if (role.id().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("the role must be viewer or operator (role=" + shown(text) + ")");
    }

    /** @throws IllegalArgumentException if no user can have it */
    static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@+-]{0," + (LONGEST_NAME - 1) + "}")) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST_NAME
                    + " letters, digits, and . _ @ + - but for the first (name=" + shown(name) + ")");
        }
        for (Role role : Role.values()) {
            if (role.id().equals(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the name " + name + " is that of a token");
            }
        }
    }

    /** @throws IllegalArgumentException if it is no distinguished name */
    static X500Principal subject(String name) {
        if (name.isBlank() || name.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("a subject has 1 to " + LONGEST_SUBJECT + " characters");
        }
        try {
            return new X500Principal(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a subject must be a distinguished name, such as CN=alice,O=Example (subject=" + shown(name) + ")",
                    e);
        }
    }

    /** A short piece of it: it may be a password that stands in a wrong place. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > 12 ? plain.substring(0, 4) + "…" : plain;
    }

    boolean isCertificate() {
        return hash.isEmpty();
    }

    /** Whether both are about the same user. */
    boolean isSameUser(UserLine other) {
        return isCertificate() == other.isCertificate()
                && (isCertificate() ? subject(name).equals(subject(other.name)) : name.equals(other.name));
    }

    @Override
    public String toString() {
        return name + ":" + role.id() + ":" + hash.map(PasswordHash::toString).orElse(CERTIFICATE);
    }
}
