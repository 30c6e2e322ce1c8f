package io.procmgr.http.server;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param places connections at once of each {@link Rank}; the one that was longest unused makes room for a new one
 * @param handshake of TLS, in all
 * @param head for a request's line and headers, in all
 * @param body for a request's body, in all
 * @param answer for taking an answer; of one that does not end, for each piece of it
 * @param idle between two requests
 */
public record Limits(int places, Duration handshake, Duration head, Duration body, Duration answer, Duration idle) {
    /** What is used unless a test wants less. */
    public static final Limits USUAL = new Limits(
            64,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));

    /** Of a request's line and headers together. */
    public static final int HEAD_BYTES = 16 << 10;

    /** Of a request. */
    public static final int HEADERS = 64;

    /** Of a body that nobody wanted, read so that the client gets to see the answer. */
    static final int UNREAD_BYTES = 1 << 20;
}
