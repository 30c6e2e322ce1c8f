package io.procmgr.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST of JSON over a connection of its own. The JDK's HTTP clients take longer to load than all that the command does;
 * and neither redirects, proxies nor cookies are wanted where a token is sent.
 */
final class HttpPost {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int LARGEST = 128 << 20;

    private final URI url;
    private final List<String> certificates;

    /** @param certificates fingerprints of those that are trusted; empty: those of the JVM's authorities, for the host's name */
    HttpPost(URI url, List<String> certificates) {
        this.url = url;
        this.certificates = certificates;
    }

    /**
     * Sends the body and waits for the answer, at most a minute for each part of it.
     *
     * @throws IOException if there is no whole answer
     */
    HttpReply send(String path, String token, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            OutputStream out = socket.getOutputStream();
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer "
                            + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream request = new ByteArrayOutputStream(head.length + body.length);
            request.write(head);
            request.write(body);
            request.writeTo(out);
            out.flush();
            return HttpReply.parse(all(socket.getInputStream()));
        }
    }

    private Socket connect() throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        String host = url.getHost();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress address = InetAddress.getByName(name);
        if (!secure && !address.isLoopbackAddress()) {
            throw new IOException("it is not on this host, and has no https");
        }
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return secure ? overTls(socket, name, port) : socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket overTls(Socket plain, String host, int port) throws IOException {
        boolean pinned = !certificates.isEmpty();
        SSLSocketFactory factory =
                pinned ? PinnedCertificates.of(certificates) : (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        if (!pinned) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.startHandshake();
        return socket;
    }

    private static byte[] all(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST);
        if (bytes.length == LARGEST) {
            throw new IOException("its answer is too long (most=" + LARGEST + " bytes)");
        }
        return bytes;
    }
}
