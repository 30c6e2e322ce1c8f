package io.procmgr.http;

import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/** The second lock, inside Jolokia: our domain, reading of the JVM's, and nothing else, not even its names. */
final class DomainRestrictor implements Restrictor {
    /** Passwords given on the command line stand in these. */
    private static final Set<String> SECRET_OF_JVM = Set.of("SystemProperties", "InputArguments");

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return true;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return switch (type) {
            case READ, LIST, SEARCH, VERSION, EXEC, NOTIFICATION -> true;
            case WRITE, CONFIG -> false;
        };
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return name.getDomain().equals(AccessRules.OURS)
                || name.getDomain().equals(AccessRules.JVM) && !SECRET_OF_JVM.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        return name.getDomain().equals(AccessRules.OURS);
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hostsOrAddresses) {
        return true;
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean onlyWhenStrictCheckingIsEnabled) {
        return origin == null;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !name.getDomain().equals(AccessRules.OURS) && !name.getDomain().equals(AccessRules.JVM);
    }
}
