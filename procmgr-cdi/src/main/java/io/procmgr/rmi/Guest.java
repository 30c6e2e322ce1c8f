package io.procmgr.rmi;

import io.procmgr.http.Login;
import io.procmgr.http.Role;
import io.procmgr.jmx.Caller;
import java.security.Principal;
import javax.security.auth.Subject;

/**
 * Who is connected.
 *
 * @param login who that is
 * @param address where the connection comes from
 */
record Guest(Login login, String address) implements Principal {
    @Override
    public String getName() {
        return login.name();
    }

    Role role() {
        return login.role();
    }

    Caller caller() {
        return new Caller(login.toString(), "RMI " + address);
    }

    /** The guest that {@link DoorBell} has put in. */
    static Guest of(Subject subject) {
        return subject.getPrincipals(Guest.class).iterator().next();
    }
}
