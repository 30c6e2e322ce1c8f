package io.procmgr.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** A secret of the session that a form carries: a page of somebody else cannot send it. */
final class FormToken {
    private static final String NAME = "token";

    private FormToken() {}

    static String of(HttpSession session) {
        synchronized (session) {
            Object token = session.getAttribute(NAME);
            if (token == null) {
                token = UUID.randomUUID().toString();
                session.setAttribute(NAME, token);
            }
            return token.toString();
        }
    }

    static boolean isIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String given = request.getParameter(NAME);
        return session != null && given != null && MessageDigest.isEqual(bytes(of(session)), bytes(given));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
