package io.procmgr.http;

import java.util.Objects;

/**
 * Somebody who was recognised.
 *
 * @param name of a user, or of the role whose token was shown; or the subject of a certificate
 * @param role what they may do
 */
public record Login(String name, Role role) {
    public Login {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }

    /** For log lines: the name, and the role if the name does not say it. */
    @Override
    public String toString() {
        return name.equals(role.id()) ? name : name + " (" + role.id() + ")";
    }
}
