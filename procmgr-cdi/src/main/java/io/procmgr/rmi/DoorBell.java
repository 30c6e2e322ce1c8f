package io.procmgr.rmi;

import io.procmgr.http.LoginRefusedException;
import io.procmgr.http.Logins;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.security.auth.Subject;

/** Lets in whom {@link Logins} knows: credentials are an array of the user's name and the password or token. */
final class DoorBell implements JMXAuthenticator {
    private final Logins logins;
    private final ListeningPort port;

    DoorBell(Logins logins, ListeningPort port) {
        this.logins = logins;
        this.port = port;
    }

    /** @throws SecurityException if somebody is not to be let in; its message does not tell what was wrong */
    @Override
    public Subject authenticate(Object credentials) {
        if (!(credentials instanceof String[] words) || words.length != 2 || words[0] == null || words[1] == null) {
            throw new SecurityException("cannot let you in: a user's name and password are needed");
        }
        String address = peer();
        try {
            Guest guest = new Guest(logins.password(words[0], words[1].toCharArray(), address), address);
            return new Subject(true, Set.of(guest), Set.of(), Set.of());
        } catch (LoginRefusedException e) {
            throw new SecurityException(e.getMessage());
        }
    }

    private String peer() {
        try {
            return port.peer(RemoteServer.getClientHost());
        } catch (ServerNotActiveException e) {
            throw new SecurityException("cannot let you in: this is no call by RMI", e);
        }
    }
}
