package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.jmx.Callers;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A door that does TLS, and who comes in by a certificate. */
@ExtendWith(LeakCheck.class)
@Tag("any-engine")
class TlsDoorTest {
    private static final String OPERATOR = "Authorization: Bearer " + DoorBench.OPERATOR;

    @TempDir
    static Path directory;

    private static Path server;
    private static Path renewed;
    private static Path alice;
    private static Path stranger;
    private static Path trusted;
    private static Path authorities;
    private static Path password;
    private static Path users;

    @BeforeAll
    static void makeKeys() throws Exception {
        password = KeyStores.password(directory);
        server = KeyStores.make(directory.resolve("server.p12"), "CN=localhost");
        renewed = KeyStores.make(directory.resolve("renewed.p12"), "CN=renewed");
        alice = KeyStores.make(directory.resolve("alice.p12"), "CN=alice,O=Example");
        stranger = KeyStores.make(directory.resolve("stranger.p12"), "CN=stranger");
        trusted = KeyStores.trusting(
                directory.resolve("trusted.p12"), KeyStores.certificate(server), KeyStores.certificate(renewed));
        authorities = KeyStores.trusting(
                directory.resolve("authorities.p12"), KeyStores.certificate(alice), KeyStores.certificate(renewed));
        users = directory.resolve("users");
        PrivateFile.write(users, "cn=Alice, o=example:viewer:certificate\n");
    }

    private static TlsSettings tls(Path keys, TlsSettings.ClientAuth auth) {
        return new TlsSettings(keys, password, Optional.of(authorities), Optional.of(password), auth);
    }

    private static HttpDoor.Builder door(TlsSettings tls, String host) throws IOException {
        DoorSettings settings = new DoorSettings(
                host,
                OptionalInt.of(0),
                java.util.Set.of(),
                Optional.of(users),
                Optional.of(tls),
                false,
                List.of(),
                List.of());
        Logins logins = Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR), users);
        return HttpDoor.builder(logins, new Callers()).settings(settings);
    }

    /** The first line of the answer to a request that asks for the version. */
    private static String ask(HttpDoor door, SSLContext client, String... headers) throws IOException {
        return ask(door, InetAddress.getByName("127.0.0.1"), "TLSv1.3", client, headers);
    }

    private static String ask(HttpDoor door, InetAddress at, String version, SSLContext client, String... headers)
            throws IOException {
        try (SSLSocket socket = (SSLSocket)
                client.getSocketFactory().createSocket(at, door.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {version});
            String text = "GET /jolokia/version HTTP/1.1\r\nHost: " + at.getHostAddress() + ":"
                    + door.url().getPort() + "\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().findFirst().orElse("");
        }
    }

    @Test
    void aTokenIsTakenByBothVersionsAndACertificateIsWhoItSays() throws Exception {
        try (HttpDoor door =
                door(tls(server, TlsSettings.ClientAuth.WANT), "127.0.0.1").start()) {
            assertThat(door.url()).hasScheme("https");
            SSLContext plain = KeyStores.client(trusted);
            assertThat(ask(door, plain, OPERATOR)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(ask(door, InetAddress.getByName("127.0.0.1"), "TLSv1.2", plain, OPERATOR))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(ask(door, plain)).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(ask(door, KeyStores.client(trusted, alice))).isEqualTo("HTTP/1.1 200 OK");
            assertThat(ask(door, KeyStores.client(trusted, alice), OPERATOR + "x"))
                    .isEqualTo("HTTP/1.1 401 Unauthorized");
            // trusted, and of nobody that the user file knows
            assertThat(ask(door, KeyStores.client(trusted, renewed))).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(ask(door, KeyStores.client(trusted, stranger))).isEqualTo("HTTP/1.1 401 Unauthorized");
            assertThat(plainAnswer(door)).doesNotContain("HTTP/1.1 200");
            assertThat(ask(door, plain, OPERATOR)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private static String plainAnswer(HttpDoor door) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", door.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /jolokia HTTP/1.1\r\nHost: localhost\r\n" + OPERATOR + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    @Test
    void renewedKeysAreTakenUpByTheNextConnectionAndBrokenOnesAreNot() throws Exception {
        Path keys = Files.copy(server, directory.resolve("keys.p12"));
        List<List<X509Certificate>> told = new CopyOnWriteArrayList<>();
        try (HttpDoor door = door(tls(keys, TlsSettings.ClientAuth.NONE), "127.0.0.1")
                .onRenewal(told::add)
                .start()) {
            SSLContext old =
                    KeyStores.client(KeyStores.trusting(directory.resolve("old.p12"), KeyStores.certificate(server)));
            assertThat(ask(door, old, OPERATOR)).isEqualTo("HTTP/1.1 200 OK");
            Files.writeString(keys, "broken");
            assertThat(ask(door, old, OPERATOR)).isEqualTo("HTTP/1.1 200 OK");
            Path next = Files.copy(renewed, directory.resolve("next.p12"));
            Files.move(next, keys, StandardCopyOption.ATOMIC_MOVE);
            assertThatThrownBy(() -> ask(door, old, OPERATOR)).isInstanceOf(IOException.class);
            assertThat(ask(door, KeyStores.client(trusted), OPERATOR)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(told).containsExactly(List.of(KeyStores.certificate(renewed)));
            assertThat(door.certificates()).containsExactly(KeyStores.certificate(renewed));
        }
    }

    @Test
    void whereACertificateIsNeededATokenAloneIsEnoughOnThisHostOnly() throws Exception {
        SSLContext plain = KeyStores.client(trusted);
        try (HttpDoor door =
                door(tls(server, TlsSettings.ClientAuth.NEED), "0.0.0.0").start()) {
            assertThat(door.url()).hasHost("127.0.0.1");
            assertThat(ask(door, plain, OPERATOR)).isEqualTo("HTTP/1.1 200 OK");
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : each.inetAddresses()
                        .filter(found -> found instanceof java.net.Inet4Address && !found.isLoopbackAddress())
                        .toList()) {
                    assertThat(ask(door, address, "TLSv1.3", plain, OPERATOR)).isEqualTo("HTTP/1.1 401 Unauthorized");
                    assertThat(ask(door, address, "TLSv1.3", KeyStores.client(trusted, alice)))
                            .isEqualTo("HTTP/1.1 200 OK");
                }
            }
        }
    }

    @Test
    void storesThatCannotBeUsedAreToldAtTheStart() throws Exception {
        TlsSettings fine = tls(server, TlsSettings.ClientAuth.NONE);
        Path broken = Files.writeString(directory.resolve("broken.p12"), "broken");
        assertThatThrownBy(() -> door(tls(broken, TlsSettings.ClientAuth.NONE), "127.0.0.1")
                        .start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot read key store " + broken);
        assertThatThrownBy(() -> door(tls(authorities, TlsSettings.ClientAuth.NONE), "127.0.0.1")
                        .start())
                .hasMessageContaining("it holds no private key");
        Path wrong = directory.resolve("wrong");
        PrivateFile.write(wrong, "wrong");
        assertThatThrownBy(() -> TlsKeys.load(
                        new TlsSettings(
                                server, wrong, fine.trustStore(), fine.trustStorePasswordFile(), fine.clientAuth()),
                        certificates -> {}))
                .hasMessageContaining("password");
        Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> TlsKeys.load(
                        new TlsSettings(
                                server, wrong, fine.trustStore(), fine.trustStorePasswordFile(), fine.clientAuth()),
                        certificates -> {}))
                .hasMessageContaining("others may use it too");
    }
}
