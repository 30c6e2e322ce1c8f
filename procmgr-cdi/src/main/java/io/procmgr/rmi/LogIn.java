package io.procmgr.rmi;

import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.security.auth.Subject;

/** Lets in who knows a secret: its credentials are an array of the user's name and the token. */
final class LogIn implements JMXAuthenticator {
    private static final Logger LOGGER = System.getLogger("procmgr");

    private final Tokens tokens;
    private final ListeningPort port;

    LogIn(Tokens tokens, ListeningPort port) {
        this.tokens = tokens;
        this.port = port;
    }

    /** @throws SecurityException unless the token is that of the role which the user's name says */
    @Override
    public Subject authenticate(Object credentials) {
        String address = peer();
        if (credentials instanceof String[] words && words.length == 2 && words[0] != null && words[1] != null) {
            Role role = tokens.roleOf(words[1])
                    .filter(found -> found.id().equals(words[0]))
                    .orElse(null);
            if (role != null) {
                Guest guest = new Guest(words[0], role, address);
                return new Subject(true, Set.of(guest), Set.of(), Set.of());
            }
        }
        LOGGER.log(Level.DEBUG, () -> "procmgr RMI " + address + ": no user with that token");
        throw new SecurityException("cannot let you in: user viewer or operator and its token are needed");
    }

    private String peer() {
        try {
            return port.peer(RemoteServer.getClientHost());
        } catch (ServerNotActiveException e) {
            throw new SecurityException("cannot let you in: this is no call by RMI", e);
        }
    }
}
