package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients on another machine are promised, asked over a connection of theirs. */
class ManagementContractTest {
    private static final String ATTRIBUTES_OF_PROCESS = "State StateCode Up Ready Healthy Enabled StateSinceMillis"
            + " Name Instance Description Tags Source Pid RunId Owner"
            + " StartTimeMillis UptimeMillis NextStartMillis"
            + " StartCount RestartCount FailureCount RestartsLast10Min ConsecutiveFailures LastExitCode LastExitSignal"
            + " LastExitTimeMillis LastExitReason LastError"
            + " ProcessCount CpuTimeMillis CpuPercent ResidentBytes OpenFileDescriptors ThreadCount"
            + " LogFile ErrorLogFile LogBytes LastErrorLine"
            + " CommandLine Directory User DependsOn";
    private static final Map<String, String> OPERATIONS_OF_PROCESS = table(
            "ACTION: start stop restart forceStop reload enable disable resetFailures signal(signalName) rotateLogs"
                    + " writeLine(text)",
            "INFO: tail(stream,lines) readLog(stream,cursor,maxBytes) awaitState(state,timeoutMillis)");
    private static final String ATTRIBUTES_OF_SUPERVISOR = "Version StartTimeMillis JobCount UpCount FailedCount"
            + " BackoffCount UnhealthyCount AllHealthy JobNames ConfigGeneration LastReloadTimeMillis LastReloadError"
            + " NotificationSequence Capabilities Statuses";
    private static final Map<String, String> OPERATIONS_OF_SUPERVISOR = table(
            "ACTION: startAll(selector) stopAll(selector) restartAll(selector) reloadConfig",
            "INFO: checkConfig events(sinceSequence,max)");

    @TempDir
    Path directory;

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private JmxBench bench;
    private JMXConnectorServer rmi;
    private JMXConnector client;

    @BeforeEach
    void connect() throws Exception {
        bench = new JmxBench(directory, server, Optional.of("shop"))
                .define("web.command=sleep 60", "idle.command=sleep 60", "idle.autostart=false");
        bench.await("web", "RUNNING");
        rmi = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://127.0.0.1"), Map.of(), server);
        rmi.start();
        client = JMXConnectorFactory.connect(rmi.getAddress());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        rmi.stop();
        bench.close();
    }

    @Test
    void processHasWhatTheManagementSurfacePromises() throws Exception {
        MBeanInfo info = info(bench.process("web"));
        assertThat(info.getDescription()).contains("process");
        assertThat(attributes(info)).containsExactlyInAnyOrder(ATTRIBUTES_OF_PROCESS.split(" "));
        assertThat(operations(info)).isEqualTo(OPERATIONS_OF_PROCESS);
        assertThat(info.getNotifications()).hasSize(2);
    }

    @Test
    void supervisorHasWhatTheManagementSurfacePromises() throws Exception {
        MBeanInfo info = info(bench.supervisorName());
        assertThat(attributes(info)).containsExactlyInAnyOrder(ATTRIBUTES_OF_SUPERVISOR.split(" "));
        assertThat(operations(info)).isEqualTo(OPERATIONS_OF_SUPERVISOR);
    }

    @Test
    void everythingIsDescribed() throws Exception {
        for (ObjectName name : List.of(bench.process("web"), bench.supervisorName())) {
            MBeanInfo info = info(name);
            Stream<String> parameters = Stream.of(info.getOperations())
                    .flatMap(operation -> Stream.of(operation.getSignature()))
                    .map(MBeanParameterInfo::getDescription);
            assertThat(Stream.of(
                                    Stream.of(info.getAttributes()).map(MBeanAttributeInfo::getDescription),
                                    Stream.of(info.getOperations()).map(MBeanOperationInfo::getDescription),
                                    parameters)
                            .flatMap(each -> each))
                    .allMatch(text -> text.contains(" ") && text.endsWith("."));
        }
    }

    @Test
    void everyNumberHasUnitsAndMetricType() throws Exception {
        for (ObjectName name : List.of(bench.process("web"), bench.supervisorName())) {
            for (MBeanAttributeInfo attribute : info(name).getAttributes()) {
                boolean number = List.of("int", "long", "double").contains(attribute.getType());
                assertThat(attribute.getDescriptor().getFieldValue("units") != null)
                        .as(attribute.getName())
                        .isEqualTo(number);
                assertThat(attribute.getDescriptor().getFieldValue("metricType"))
                        .isIn(number ? List.of("counter", "gauge") : java.util.Collections.singletonList(null));
            }
        }
    }

    @Test
    void parametersAreOfTypesThatJconsoleCanEnter() throws Exception {
        for (ObjectName name : List.of(bench.process("web"), bench.supervisorName())) {
            assertThat(Stream.of(info(name).getOperations())
                            .flatMap(operation -> Stream.of(operation.getSignature()))
                            .map(MBeanParameterInfo::getType))
                    .isSubsetOf("java.lang.String", "int", "long", "boolean");
        }
    }

    @Test
    void everyAttributeCanBeReadInEveryState() throws Exception {
        for (String job : List.of("web", "idle")) {
            String[] wanted = ATTRIBUTES_OF_PROCESS.split(" ");
            assertThat(client.getMBeanServerConnection().getAttributes(bench.process(job), wanted))
                    .hasSize(wanted.length);
        }
    }

    @Test
    void thousandMBeansShareOneDescription() throws Exception {
        assertThat(server.getMBeanInfo(bench.process("web"))).isSameAs(server.getMBeanInfo(bench.process("idle")));
    }

    private MBeanInfo info(ObjectName name) throws JMException, IOException {
        return client.getMBeanServerConnection().getMBeanInfo(name);
    }

    private static Stream<String> attributes(MBeanInfo info) {
        return Stream.of(info.getAttributes()).map(MBeanAttributeInfo::getName);
    }

    private static Map<String, String> operations(MBeanInfo info) {
        return Stream.of(info.getOperations())
                .collect(Collectors.toMap(
                        operation -> operation.getName() + parameters(operation.getSignature()),
                        operation -> operation.getImpact() == MBeanOperationInfo.INFO
                                ? "INFO"
                                : operation.getImpact() == MBeanOperationInfo.ACTION ? "ACTION" : "?"));
    }

    private static String parameters(MBeanParameterInfo[] parameters) {
        return parameters.length == 0
                ? ""
                : Arrays.stream(parameters).map(MBeanParameterInfo::getName).collect(Collectors.joining(",", "(", ")"));
    }

    private static Map<String, String> table(String... rows) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String row : rows) {
            String impact = row.substring(0, row.indexOf(':'));
            for (String operation : row.substring(row.indexOf(':') + 2).split(" ")) {
                table.put(operation, impact);
            }
        }
        return table;
    }
}
