package io.procmgr.rmi;

import io.procmgr.http.Role;
import io.procmgr.jmx.Caller;
import java.security.Principal;
import javax.security.auth.Subject;

/**
 * Who is connected.
 *
 * @param user the name that was given
 * @param role what that user may do
 * @param address where the connection comes from
 */
record Guest(String user, Role role, String address) implements Principal {
    @Override
    public String getName() {
        return user;
    }

    Caller caller() {
        return new Caller(user, "RMI " + address);
    }

    /** The guest that {@link LogIn} has put in. */
    static Guest of(Subject subject) {
        return subject.getPrincipals(Guest.class).iterator().next();
    }
}
