package io.procmgr.sample;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The JVM of a server, seen from outside. */
final class ServerJvm implements AutoCloseable {
    /** {@code   12:            42           3360  org.jboss.modules.ModuleClassLoader (org.jboss.modules)}. */
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private ServerJvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    static ServerJvm attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new ServerJvm(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** MBeans of procmgr and of what it brings along. */
    Set<String> mbeans() throws IOException, JMException {
        Set<String> names = new TreeSet<>();
        for (String pattern : List.of("procmgr*:*", "jolokia*:*")) {
            server.queryNames(new ObjectName(pattern), null).forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    /** The names of all threads. */
    List<String> threads() throws IOException {
        ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Stream.of(threads.dumpAllThreads(false, false))
                .map(ThreadInfo::getThreadName)
                .toList();
    }

    /** How many objects of that class are left by a collection of all garbage. */
    int objects(String className) throws IOException, JMException {
        String histogram = (String) server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> row.group(2).equals(className))
                .mapToInt(row -> Integer.parseInt(row.group(1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
