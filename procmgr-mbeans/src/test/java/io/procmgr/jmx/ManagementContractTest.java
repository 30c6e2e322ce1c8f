package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DescriptorRead;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.InvalidKeyException;
import javax.management.openmbean.OpenType;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients on another machine are promised, asked over a connection of theirs. */
@Tag("any-engine")
class ManagementContractTest {
    private static final String ATTRIBUTES_OF_PROCESS = "State StateCode Up Ready Healthy Enabled StateSinceMillis"
            + " Name Instance Description Tags Alerts Source Pid RunId Owner"
            + " StartTimeMillis UptimeMillis NextStartMillis"
            + " StartCount RestartCount FailureCount RestartsLast10Min ConsecutiveFailures LastExitCode LastExitSignal"
            + " LastExitTimeMillis LastExitReason LastError"
            + " ProcessCount CpuTimeMillis CpuPercent ResidentBytes OpenFileDescriptors ThreadCount"
            + " LogFile ErrorLogFile LogBytes LastErrorLine"
            + " CommandLine Directory User InputPipe DependsOn";
    private static final Map<String, String> OPERATIONS_OF_PROCESS = table(
            "ACTION: start stop restart forceStop reload enable disable resetFailures signal(signalName) rotateLogs"
                    + " writeLine(text)",
            "INFO: tail(stream,lines) readLogTail(stream,lines) readLog(stream,cursor,maxBytes)"
                    + " readLogSince(stream,sinceMillis,maxBytes) awaitState(state,timeoutMillis)");
    private static final String ATTRIBUTES_OF_SUPERVISOR = "Version StartTimeMillis JobCount UpCount FailedCount"
            + " BackoffCount UnhealthyCount AllHealthy JobNames ConfigGeneration LastReloadTimeMillis LastReloadError"
            + " NotificationSequence Capabilities Statuses Templates AlertChannels";
    private static final Map<String, String> OPERATIONS_OF_SUPERVISOR = table(
            "ACTION: startAll(selector) stopAll(selector) restartAll(selector) forceStopAll(selector) reloadAll(selector)"
                    + " enableAll(selector) disableAll(selector) reloadConfig testAlert(channel)"
                    + " startInstance(template,instance) removeInstance(template,instance)",
            "INFO: checkConfig tailOwnLog(lines) events(sinceSequence,max) followLogs(selector,cursor,maxBytes)");

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

    @Test
    void clientsSeeMXBeansOfOurInterfaces() throws Exception {
        for (Class<?> type : List.of(ProcessMXBean.class, SupervisorMXBean.class)) {
            MBeanInfo info = info(type == ProcessMXBean.class ? bench.process("web") : bench.supervisorName());
            assertThat(info.getDescriptor().getFieldValue("mxbean")).isEqualTo("true");
            assertThat(info.getDescriptor().getFieldValue("interfaceClassName")).isEqualTo(type.getName());
            assertThat(info.getAttributes()).allMatch(attribute -> openType(attribute) != null);
            assertThat(info.getOperations()).allMatch(operation -> openType(operation) != null);
        }
    }

    @Test
    void everyValueIsOfTheOpenTypeThatIsPromised() throws Exception {
        for (ObjectName name : List.of(bench.process("web"), bench.supervisorName())) {
            for (MBeanAttributeInfo attribute : info(name).getAttributes()) {
                Object value = client.getMBeanServerConnection().getAttribute(name, attribute.getName());
                assertThat(openType(attribute).isValue(value))
                        .as(attribute.getName())
                        .isTrue();
            }
        }
    }

    @Test
    void proxiesOfOurInterfacesReadAndCall() throws Exception {
        ProcessMXBean web =
                JMX.newMXBeanProxy(client.getMBeanServerConnection(), bench.process("web"), ProcessMXBean.class, true);
        assertThat(web.getState()).isEqualTo("RUNNING");
        assertThat(web.isUp()).isTrue();
        assertThat(web.getTags()).isEmpty();
        assertThat(web.awaitState("RUNNING", 10_000)).isTrue();
        assertThat(web.readLog("stdout", "", 1).text()).isEmpty();
        SupervisorMXBean supervisor =
                JMX.newMXBeanProxy(client.getMBeanServerConnection(), bench.supervisorName(), SupervisorMXBean.class);
        assertThat(supervisor.getStatuses()).extracting(ProcessSummary::name).containsExactly("web", "idle");
    }

    @Test
    void statusesComeAsDataThatEveryClientKnows() throws Exception {
        CompositeData[] here = (CompositeData[]) server.getAttribute(bench.supervisorName(), "Statuses");
        CompositeData[] there =
                (CompositeData[]) client.getMBeanServerConnection().getAttribute(bench.supervisorName(), "Statuses");
        assertThat(there).hasSize(2).allMatch(data -> data.getClass() == CompositeDataSupport.class);
        assertThat(here[1]).isEqualTo(there[1]).hasSameHashCodeAs(there[1]).hasToString(there[1].toString());
        assertThat(there[1]).isEqualTo(here[1]);
        assertThat(here[1].getAll(new String[] {"state", "name"})).containsExactly("STOPPED", "idle");
        assertThat(List.copyOf(here[1].values())).isEqualTo(List.copyOf(there[1].values()));
        assertThat(here[1].containsKey("nonsense")).isFalse();
        assertThat(here[1].containsValue("idle")).isTrue();
        assertThatThrownBy(() -> here[1].get("nonsense")).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void whatIsNotThereIsRefusedAsByAnyMBean() throws Exception {
        MBeanServerConnection connection = client.getMBeanServerConnection();
        ObjectName web = bench.process("web");
        assertThatThrownBy(() -> connection.getAttribute(web, "Nonsense"))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThat(connection.getAttributes(web, new String[] {"Nonsense", "State"}))
                .containsExactly(new Attribute("State", "RUNNING"));
        assertThatThrownBy(() -> connection.setAttribute(web, new Attribute("State", "STOPPED")))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThat(connection.setAttributes(web, new AttributeList(List.of(new Attribute("State", "STOPPED")))))
                .isEmpty();
        assertThatThrownBy(() -> connection.invoke(web, "nonsense", null, null))
                .isInstanceOf(ReflectionException.class);
    }

    private MBeanInfo info(ObjectName name) throws JMException, IOException {
        return client.getMBeanServerConnection().getMBeanInfo(name);
    }

    /** The JDK puts it there for all types; a class of its own tells it for most only. */
    private static OpenType<?> openType(DescriptorRead feature) {
        return (OpenType<?>) feature.getDescriptor().getFieldValue("openType");
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
