package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code report to} and {@code listen on}. */
@Tag("any-engine")
@ExtendWith(LeakCheck.class)
class PmtrUdpTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    private DatagramSocket monitor;
    private int port;

    @BeforeEach
    void openMonitor() throws IOException {
        monitor = new DatagramSocket(0, LOOPBACK);
        monitor.setSoTimeout(15_000);
        port = freePort();
    }

    @AfterEach
    void closeMonitor() {
        monitor.close();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
            return free.getLocalPort();
        }
    }

    private static String listen(int on) {
        return "listen on udp://127.0.0.1:" + on + "\n";
    }

    private String report() {
        return "report to udp://127.0.0.1:" + monitor.getLocalPort() + "\n";
    }

    private String received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        monitor.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private void send(int to, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        monitor.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(LOOPBACK, to)));
    }

    @Test
    void theStateOfAllJobsIsReportedAtTheStart() throws IOException {
        supervisor.start(
                home,
                report(),
                job("web"),
                job("off", "disable"),
                job("first", "cmd /bin/true", "once", "wait", "order -1"));

        String[] lines = received().split("\n");

        assertThat(lines[0])
                .isEqualTo("report "
                        + Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        assertThat(lines[1]).matches("web e [0-9]{1,2} " + supervisor.pid("web") + " /bin/sleep");
        assertThat(lines[2]).matches("off d [0-9]{10,} 0 /bin/sleep");
        assertThat(lines).hasSize(3);
    }

    @Test
    void anInterfaceAddsItsAddressToTheReport() throws IOException {
        supervisor.start(home, report().strip() + "@lo\n", job("web"));

        assertThat(received().split("\n")[0]).matches("report \\S+ 127\\.0\\.0\\.1");
    }

    @Test
    void jobsAreEnabledAndDisabledByDatagrams() throws IOException {
        supervisor.start(home, listen(port), report(), job("web"), job("off", "disable"), job("news"));
        supervisor.pid("web");

        send(port, "disable web nobody enable off\n");

        supervisor.awaitState("web", JobState.DISABLED);
        supervisor.awaitState("off", JobState.RUNNING);
        assertThat(supervisor.state("news")).isNotEqualTo(JobState.DISABLED);
        until(() -> received().contains("web d "));
    }

    @Test
    void allLinesThatListenAreServed() throws IOException {
        int second = freePort();
        supervisor.start(home, listen(port), listen(second), job("web"), job("news"));

        send(second, "disable web");
        supervisor.awaitState("web", JobState.DISABLED);
        send(port, "disable news");
        supervisor.awaitState("news", JobState.DISABLED);
    }

    @Test
    void aMessageWithoutAVerbIsDroppedWhole() throws IOException {
        supervisor.start(home, listen(port), job("web"), job("news"));

        send(port, "web disable news");
        send(port, "disable web");

        supervisor.awaitState("web", JobState.DISABLED);
        assertThat(supervisor.state("news")).isNotEqualTo(JobState.DISABLED);
    }

    @Test
    void whatADatagramSwitchedLastsUntilTheNextLoad() throws IOException {
        supervisor.start(home, listen(port), job("web"), job("off", "disable"), job("kept"));
        supervisor.command("kept", JobCommand.DISABLE);
        send(port, "disable web enable off kept");
        supervisor.awaitState("web", JobState.DISABLED);
        supervisor.awaitState("off", JobState.RUNNING);
        supervisor.awaitState("kept", JobState.RUNNING);

        supervisor.procMgr().configuration().reload();

        supervisor.awaitState("web", JobState.RUNNING);
        supervisor.awaitState("off", JobState.DISABLED);
        supervisor.awaitState("kept", JobState.DISABLED);
    }

    @Test
    void anInvalidFileLeavesTheSocketsAlone() throws IOException {
        supervisor.start(home, listen(port), job("web"));
        supervisor.write(listen(port), job("web", "nice 99"));
        assertThat(supervisor.awaitReloadError()).contains("nice");

        send(port, "disable web");

        supervisor.awaitState("web", JobState.DISABLED);
    }

    @Test
    void linesThatStayKeepTheirSocketsAndOthersAreClosed() throws IOException {
        int second = freePort();
        supervisor.start(home, listen(port), listen(second), job("web"), job("news"));

        supervisor.write(listen(port), job("web"), job("news"));
        supervisor.awaitGeneration(2);

        send(port, "disable web");
        supervisor.awaitState("web", JobState.DISABLED);
        new DatagramSocket(second, LOOPBACK).close();
    }

    @Test
    void aPortThatCannotBeBoundMakesTheFileInvalidAndNothingIsTouched() throws IOException {
        supervisor.start(home, listen(port), job("web"));
        long pid = supervisor.pid("web");

        supervisor.write(listen(monitor.getLocalPort()), job("other"));

        assertThat(supervisor.awaitReloadError())
                .matches(".*jobs.conf:1: listen on: cannot be bound: Address already in use \\(value=udp://127.0.0.1:"
                        + monitor.getLocalPort() + "\\)");
        assertThat(supervisor.status("web").pid()).hasValue(pid);
        send(port, "disable web");
        supervisor.awaitState("web", JobState.DISABLED);
    }

    @Test
    void withoutASecretOtherHostsAreRefusedWithTheReason() {
        String why = " on the loopback interface, and datagrams to or from other hosts need a shared secret";
        assertThatThrownBy(() -> supervisor.start(
                        home,
                        "listen on udp://0.0.0.0:" + port + "\n",
                        "report to udp://192.0.2.1:9\n",
                        "report to udp://239.0.0.1:9@lo\n"))
                .hasMessageContaining("jobs.conf:1: listen on: is not" + why)
                .hasMessageContaining("jobs.conf:2: report to: is not" + why)
                .hasMessageContaining("jobs.conf:3: report to: is not" + why);
    }

    @Test
    void whatCannotBeOpenedIsToldWithItsLine() throws IOException {
        Path secret = secret();
        assertThatThrownBy(() -> ProcMgr.start(settings(
                                        "listen on udp://host.invalid:1\n",
                                        "listen on udp://127.0.0.1:1@nolo\n",
                                        "listen on udp://127.0.0.1:1@lo\n",
                                        "listen on udp://239.0.0.1:1\n",
                                        "report to udp://127.0.0.1:0\n")
                                .withReportSecret(secret))
                        .close())
                .hasMessageContaining(":1: listen on: names a host that is not known")
                .hasMessageContaining(":2: listen on: names an interface that this host has not")
                .hasMessageContaining(":3: listen on: names an interface, which only a multicast address needs")
                .hasMessageContaining(":4: listen on: is a multicast address, which needs an @INTERFACE")
                .hasMessageContaining(":5: report to: must have a port from 1 to 65535");
    }

    private Settings settings(String... text) throws IOException {
        Path file = Files.writeString(home.resolve("jobs.conf"), String.join("", text));
        return Settings.of(List.of(file), home.resolve("state"))
                .withApp(home.getFileName().toString())
                .withWorkingDirectory(home);
    }

    private Path secret() throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "a secret of the fleet\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static String sealed(String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a secret of the fleet".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String body = System.currentTimeMillis() + "\n" + message;
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))) + " " + body;
    }

    @Test
    void withASecretOnlySealedDatagramsCountAndReportsAreSealed() throws Exception {
        Settings settings = settings("listen on udp://0.0.0.0:" + port + "\n", report(), job("web"), job("news"))
                .withReportSecret(secret());
        try (ProcMgr procMgr = ProcMgr.start(settings)) {
            String received = received();
            send(port, "disable news");
            String once = sealed("disable web");
            send(port, once);
            until(() -> state(procMgr, 0) == JobState.DISABLED);
            send(port, sealed("enable web"));
            until(() -> state(procMgr, 0) == JobState.RUNNING);
            send(port, once);
            send(port, sealed("disable news"));
            until(() -> state(procMgr, 1) == JobState.DISABLED);

            assertThat(state(procMgr, 0)).isEqualTo(JobState.RUNNING);
            assertThat(received).matches("(?s)[0-9a-f]{64} [0-9]{13}\nreport \\S+\nweb e .*");
        }
    }

    private static JobState state(ProcMgr procMgr, int job) {
        return procMgr.supervisor().statuses().get(job).state();
    }

    @Test
    void aGroupIsListenedToOnItsInterface() throws Exception {
        Settings settings = settings("listen on udp://239.77.0.1:" + port + "@lo\n", job("web"))
                .withReportSecret(secret());
        try (ProcMgr procMgr = ProcMgr.start(settings);
                java.net.MulticastSocket sender = new java.net.MulticastSocket()) {
            sender.setNetworkInterface(java.net.NetworkInterface.getByName("lo"));
            byte[] bytes = sealed("disable web").getBytes(StandardCharsets.UTF_8);
            sender.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("239.77.0.1"), port));

            until(() -> state(procMgr, 0) == JobState.DISABLED);
        }
    }

    @Test
    void withoutSuchLinesThereIsNoThread() {
        supervisor.start(home, job("web"));
        supervisor.pid("web");

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("procmgr-report");
    }
}
