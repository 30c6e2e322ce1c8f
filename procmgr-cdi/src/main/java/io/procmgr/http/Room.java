package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What lies behind the door: serves a caller who was let in. */
@FunctionalInterface
interface Room {
    void serve(HttpExchange exchange, Role role) throws IOException, HttpRefusal;
}
