package io.procmgr.jmx;

import io.procmgr.job.JobName;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The ObjectNames of one supervisor. None needs quoting. */
public final class ObjectNames {
    /** The JMX domain of all our MBeans. */
    public static final String DOMAIN = "procmgr";

    private static final Pattern APP = Pattern.compile("[A-Za-z0-9_.-]+");

    private final String app;

    /**
     * @param app tells the supervisors of one JVM apart
     * @throws IllegalArgumentException if it has characters outside {@code [A-Za-z0-9_.-]}
     */
    public ObjectNames(Optional<String> app) {
        if (app.filter(name -> !APP.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("an app name has only letters, digits, _ . - (app=" + app.get() + ")");
        }
        this.app = app.map(name -> ",app=" + name).orElse("");
    }

    /** {@code procmgr:type=Supervisor[,app=<app>]}. */
    public ObjectName supervisor() {
        return objectName("Supervisor", "");
    }

    /** {@code procmgr:type=Process[,app=<app>],name=<job>[,instance=<n>]}, the name percent-encoded. */
    public ObjectName process(JobName job) {
        String instance = job.instance().map(name -> ",instance=" + name).orElse("");
        return objectName("Process", ",name=" + job.base().encoded() + instance);
    }

    private ObjectName objectName(String type, String name) {
        try {
            return new ObjectName(DOMAIN + ":type=" + type + app + name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("cannot name " + type + " with keys " + app + name, e);
        }
    }
}
