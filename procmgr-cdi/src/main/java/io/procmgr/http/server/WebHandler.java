package io.procmgr.http.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * Answers requests, several at the same time. An exchange may be left open and answered by another thread; the connection
 * waits until it is closed.
 */
@FunctionalInterface
public interface WebHandler {
    /** @throws IOException if the connection is of no use any more: it is closed */
    void handle(HttpExchange exchange, Visitor visitor) throws IOException;
}
