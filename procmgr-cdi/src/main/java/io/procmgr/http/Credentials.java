package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads who asks from the header: a token as Bearer, or as the password of the user {@code viewer} or {@code operator}. */
final class Credentials {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Tokens tokens;
    private final Optional<Role> nobody;

    Credentials(Tokens tokens) {
        this(tokens, Optional.empty());
    }

    private Credentials(Tokens tokens, Optional<Role> nobody) {
        this.tokens = tokens;
        this.nobody = nobody;
    }

    /** The same; if {@code open}, who shows nothing is a viewer. A wrong token opens nothing. */
    Credentials orNone(boolean open) {
        return open ? new Credentials(tokens, Optional.of(Role.VIEWER)) : this;
    }

    Optional<Role> role(Headers headers) {
        List<String> given = headers.getOrDefault("Authorization", List.of());
        if (given.isEmpty()) {
            return nobody;
        }
        if (given.size() != 1) {
            return Optional.empty();
        }
        String header = given.get(0);
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return tokens.roleOf(header.substring(BEARER.length()).strip());
        }
        return header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? basic(header.substring(BASIC.length()).strip())
                : Optional.empty();
    }

    private Optional<Role> basic(String encoded) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : tokens.roleOf(decoded.substring(colon + 1))
                        .filter(role -> role.id().equals(decoded.substring(0, colon)));
    }
}
