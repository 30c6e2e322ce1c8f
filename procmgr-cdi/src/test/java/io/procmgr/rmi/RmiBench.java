package io.procmgr.rmi;

import io.procmgr.http.Logins;
import io.procmgr.http.Tokens;
import io.procmgr.jmx.JmxBench;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A real supervisor behind a real RMI door on a free port, and a client for each role. */
final class RmiBench implements AutoCloseable {
    static final String VIEWER = "viewer-0123456789012345678901234567890123456789";
    static final String OPERATOR = "operator-012345678901234567890123456789012345678";

    static final RmiSettings LOCAL = new RmiSettings("127.0.0.1", 0, Optional.empty());

    private static final AtomicInteger COUNT = new AtomicInteger();

    final String app = "rmi" + COUNT.incrementAndGet();
    final JmxBench jobs;
    final RmiDoor door;

    RmiBench(Path directory) throws IOException {
        jobs = new JmxBench(directory, ManagementFactory.getPlatformMBeanServer(), Optional.of(app));
        door = RmiDoor.open(LOCAL, Logins.of(new Tokens(VIEWER, OPERATOR)), jobs.callers());
    }

    JMXConnector viewer() throws IOException {
        return connect(new String[] {"viewer", VIEWER});
    }

    JMXConnector operator() throws IOException {
        return connect(new String[] {"operator", OPERATOR});
    }

    /** Whatever these credentials are; null: none. */
    JMXConnector connect(Object credentials) throws IOException {
        return connect(door, credentials);
    }

    static JMXConnector connect(RmiDoor door, Object credentials) throws IOException {
        Map<String, Object> environment =
                credentials == null ? Map.of() : Map.of(JMXConnector.CREDENTIALS, credentials);
        return JMXConnectorFactory.connect(new JMXServiceURL(door.url()), environment);
    }

    ObjectName process(String job) {
        return jobs.process(job);
    }

    @Override
    public void close() {
        door.close();
        jobs.close();
    }
}
