package io.procmgr.rmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.http.KeyStores;
import io.procmgr.http.Logins;
import io.procmgr.http.TlsSettings;
import io.procmgr.http.Tokens;
import io.procmgr.jmx.JmxBench;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** JMX by RMI beyond loopback: with TLS, for who trusts the certificate. */
@ExtendWith(LeakCheck.class)
class RmiTlsTest {
    @TempDir
    private Path directory;

    @Test
    void beyondLoopbackAllOfItIsEncrypted() throws Exception {
        Path keys = KeyStores.make(directory.resolve("keys.p12"), "CN=localhost");
        Path trusted = KeyStores.trusting(directory.resolve("trust.p12"), KeyStores.certificate(keys));
        TlsSettings tls = new TlsSettings(
                keys, KeyStores.password(directory), Optional.empty(), Optional.empty(), TlsSettings.ClientAuth.NONE);
        try (JmxBench jobs = new JmxBench(directory, ManagementFactory.getPlatformMBeanServer(), Optional.of("tls"));
                RmiDoor door = RmiDoor.open(
                        new RmiSettings("0.0.0.0", 0, Optional.of(tls)),
                        Logins.of(new Tokens(RmiBench.VIEWER, RmiBench.OPERATOR)),
                        jobs.callers())) {
            jobs.define("web.command=sleep 60");
            jobs.await("web", "RUNNING");
            String url = "service:jmx:rmi:///jndi/rmi://localhost:" + door.port() + "/jmxrmi";
            String name = jobs.process("web").toString();
            String trust = "-Djavax.net.ssl.trustStore=" + trusted;
            String password = "-Djavax.net.ssl.trustStorePassword=" + KeyStores.SECRET;

            assertThat(client(List.of(trust, password), url, name, "TLS")).contains("State is RUNNING");
            assertThat(client(List.of(), url, name, "TLS"))
                    .contains("SSLHandshakeException")
                    .doesNotContain("RUNNING");
            assertThat(client(List.of(trust, password), url, name, "plain"))
                    .contains("Exception")
                    .doesNotContain("RUNNING");
        }
    }

    private String client(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-Djava.rmi.server.hostname=127.0.0.1", "-cp", System.getProperty("java.class.path")));
        command.add(Client.class.getName());
        command.addAll(List.of(arguments));
        Path output = directory.resolve("client.txt");
        Process client = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    /** A JVM of its own: it has one set of trusted certificates, for RMI too. */
    static final class Client {
        private Client() {}

        public static void main(String[] arguments) throws Exception {
            Map<String, Object> environment = new HashMap<>();
            environment.put(JMXConnector.CREDENTIALS, new String[] {"viewer", RmiBench.VIEWER});
            if (arguments[2].equals("TLS")) {
                environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
            }
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(arguments[0]), environment)) {
                System.out.println("State is "
                        + connector.getMBeanServerConnection().getAttribute(new ObjectName(arguments[1]), "State"));
            }
        }
    }
}
