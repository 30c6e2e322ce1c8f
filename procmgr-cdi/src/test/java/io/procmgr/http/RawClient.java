package io.procmgr.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A connection on which a test writes what it likes. */
final class RawClient implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final URI door;

    RawClient(URI door) throws IOException {
        this.door = door;
        this.socket = new Socket(InetAddress.getByName("127.0.0.1"), door.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** HOST and OPERATOR and VIEWER stand for the headers of that meaning, a line's end for that of HTTP. */
    static String expanded(URI door, String text) {
        return text.replace("\n", "\r\n")
                .replace("HOST", "Host: 127.0.0.1:" + door.getPort())
                .replace("OPERATOR", "Authorization: Bearer " + DoorBench.OPERATOR)
                .replace("VIEWER", "Authorization: Bearer " + DoorBench.VIEWER);
    }

    RawClient send(String text) throws IOException {
        return sendBytes(expanded(door, text).getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** All that comes until the door closes the connection. */
    String toEnd() throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            int read = socket.getInputStream().read(buffer);
            while (read >= 0) {
                all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                read = socket.getInputStream().read(buffer);
            }
        } catch (SocketException e) {
            // cut by the door: what came before counts
            return all.toString();
        }
        return all.toString();
    }

    /** The statuses of all answers until the door closes the connection. */
    String statuses() throws IOException {
        StringBuilder statuses = new StringBuilder();
        STATUS.matcher(toEnd()).results().forEach(found -> statuses.append(statuses.isEmpty() ? "" : " ")
                .append(found.group(1)));
        return statuses.toString();
    }

    /** What comes first. */
    String firstBytes() throws IOException {
        byte[] buffer = new byte[64];
        int read = socket.getInputStream().read(buffer);
        return read < 0 ? "" : new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
