package io.procmgr.http.server;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** Puts TLS over a connection. */
@FunctionalInterface
public interface SecureSockets {
    /** The server's end; the handshake is still to be done. */
    SSLSocket over(Socket plain) throws IOException;
}
