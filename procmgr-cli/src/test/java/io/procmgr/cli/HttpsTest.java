package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor behind a proxy that does TLS, whose certificate is of {@code localhost} and of no known authority. */
@ExtendWith(LeakCheck.class)
class HttpsTest {
    private static final String SECRET = "changeit";

    @TempDir
    private Path directory;

    @Test
    void theTokenIsShownOnlyToWhoHasATrustedCertificateOfThatName() throws Exception {
        Path state = directory.resolve("state");
        KeyStore keys = keys();
        try (Supervised supervised = Supervised.of(directory, "web.command = sleep 1000", "web.start-seconds = 50ms")
                .awaitState("web", JobState.RUNNING)) {
            Path token = state.resolve("operator.token");
            HttpsServer proxy = proxy(keys, supervised.url());
            try {
                String url = "https://localhost:" + proxy.getAddress().getPort();
                String store = "-Djavax.net.ssl.trustStore=" + trusted(keys);
                String secret = "-Djavax.net.ssl.trustStorePassword=" + SECRET;

                Client stranger = Client.run("status", "--url", url, "--token-file", token);
                assertThat(stranger.status()).isEqualTo(3);
                assertThat(stranger.err()).contains("cannot talk to procmgr at " + url, "certif");

                Command trusted =
                        Command.run(directory, store, secret, "stop", "web", "--url", url, "--token-file", token);
                assertThat(trusted.err()).isEmpty();
                assertThat(trusted.out()).isEqualTo("web: STOPPED\n");

                String otherName = url.replace("localhost", "127.0.0.1");
                Command wrong = Command.run(
                        directory, store, secret, "start", "web", "--url", otherName, "--token-file", token);
                assertThat(wrong.exitStatus()).isEqualTo(3);
                assertThat(supervised.job("web").state()).isEqualTo(JobState.STOPPED);
            } finally {
                proxy.stop(0);
            }
        }
    }

    /** A key and its certificate. */
    private KeyStore keys() throws Exception {
        Path file = directory.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Shell.outputOf(keytool + " -genkeypair -keyalg EC -alias proxy -dname CN=localhost -ext SAN=dns:localhost"
                + " -storetype PKCS12 -storepass " + SECRET + " -keystore " + file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, SECRET.toCharArray());
        }
        return store;
    }

    /** The certificate alone, for who trusts it. */
    private Path trusted(KeyStore keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("proxy", keys.getCertificate("proxy"));
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET.toCharArray());
        }
        return file;
    }

    private static HttpsServer proxy(KeyStore keys, String door) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> forward(exchange, door));
        server.start();
        return server;
    }

    /** The answer has no length, so that it comes in chunks. */
    private static void forward(HttpExchange exchange, String door) throws IOException {
        HttpURLConnection to = (HttpURLConnection)
                URI.create(door + exchange.getRequestURI()).toURL().openConnection();
        to.setRequestProperty("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        to.setRequestProperty("Content-Type", "application/json");
        to.setDoOutput(true);
        to.getOutputStream().write(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(to.getResponseCode(), 0);
        exchange.getResponseBody().write(to.getInputStream().readAllBytes());
        exchange.close();
    }
}
