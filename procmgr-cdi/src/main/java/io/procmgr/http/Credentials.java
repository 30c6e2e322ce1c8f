package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads who asks from the header: a token as Bearer, or the name and password of a user, of whom the tokens' roles are two. */
final class Credentials {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final String NEEDED = "cannot let you in: a token is needed";

    private final Logins logins;

    Credentials(Logins logins) {
        this.logins = logins;
    }

    /**
     * Empty if nothing is shown.
     *
     * @param from the address of the caller
     * @throws LoginRefusedException if what is shown is wrong
     */
    Optional<Login> login(Headers headers, String from) throws LoginRefusedException {
        List<String> given = headers.getOrDefault("Authorization", List.of());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() != 1) {
            throw new LoginRefusedException(NEEDED);
        }
        String header = given.get(0);
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(logins.token(header.substring(BEARER.length()).strip(), from));
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.of(basic(header.substring(BASIC.length()).strip(), from));
        }
        throw new LoginRefusedException(NEEDED);
    }

    private Login basic(String encoded, String from) throws LoginRefusedException {
        CharBuffer decoded;
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
        } catch (IllegalArgumentException e) {
            throw new LoginRefusedException(NEEDED);
        }
        char[] all = new char[decoded.remaining()];
        decoded.get(all);
        Arrays.fill(decoded.array(), '\0');
        int colon = 0;
        while (colon < all.length && all[colon] != ':') {
            colon++;
        }
        if (colon == all.length) {
            throw new LoginRefusedException(NEEDED);
        }
        char[] password = Arrays.copyOfRange(all, colon + 1, all.length);
        try {
            return logins.password(new String(all, 0, colon), password, from);
        } finally {
            Arrays.fill(all, '\0');
            Arrays.fill(password, '\0');
        }
    }
}
