package io.procmgr.cli;

import io.procmgr.ProcMgr;
import io.procmgr.http.Endpoint;
import io.procmgr.http.HttpDoor;
import io.procmgr.http.Logins;
import io.procmgr.http.PublicPart;
import io.procmgr.http.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code --http}: where the door listens.
 *
 * @param host a host name or address, an IPv6 address without brackets; empty: there is no door
 * @param port 0 for a free one; empty: the default, or a free one if that is taken
 * @param open what it shows without a token
 * @param users file of users, beside the tokens
 */
record HttpAddress(Optional<String> host, OptionalInt port, Set<PublicPart> open, Optional<Path> users) {
    static final HttpAddress DEFAULT =
            new HttpAddress(Optional.of("127.0.0.1"), OptionalInt.empty(), Set.of(), Optional.empty());
    private static final HttpAddress OFF =
            new HttpAddress(Optional.empty(), OptionalInt.empty(), Set.of(), Optional.empty());
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:/\\s]+)):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException unless it is {@code off} or {@code HOST:PORT} */
    static HttpAddress parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > LAST_PORT) {
            throw new IllegalArgumentException(
                    "must be off or HOST:PORT, such as 127.0.0.1:8778 or [::1]:0 (value=" + text + ")");
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new HttpAddress(
                Optional.of(host), OptionalInt.of(Integer.parseInt(form.group(3))), Set.of(), Optional.empty());
    }

    /** The same, showing these without a token. */
    HttpAddress withOpen(Set<PublicPart> parts) {
        return new HttpAddress(host, port, parts, users);
    }

    /** The same with a file of users. */
    HttpAddress withUsers(Path file) {
        return new HttpAddress(host, port, open, Optional.of(file));
    }

    /**
     * Who may come in.
     *
     * @throws IOException if a file with secrets cannot be used
     */
    Logins logins(Path stateDirectory) throws IOException {
        Tokens tokens = Tokens.in(stateDirectory);
        return users.isPresent() ? Logins.of(tokens, users.get()) : Logins.of(tokens);
    }

    /** A door at this address, for this supervisor. */
    HttpDoor.Builder door(ProcMgr procMgr, Logins logins) {
        HttpDoor.Builder door = Endpoint.door(procMgr, logins).open(open);
        host.ifPresent(door::host);
        port.ifPresent(door::port);
        return door;
    }

    /**
     * Refuses, before any job runs, what the door would refuse once they do.
     *
     * @throws IOException if somebody else listens there, or it is not an address of this machine
     */
    void requireUsable() throws IOException {
        if (host.isPresent() && port.isPresent()) {
            try {
                InetAddress address = InetAddress.getByName(host.get());
                if (!address.isLoopbackAddress()) {
                    throw new IOException(
                            "beyond loopback the door needs TLS, which it does not have yet; use 127.0.0.1,"
                                    + " and an SSH tunnel or a proxy");
                }
                new ServerSocket(port.getAsInt(), 1, address).close();
            } catch (UnknownHostException e) {
                throw new IOException("cannot listen at " + host.get() + ": there is no such host", e);
            } catch (IOException e) {
                throw new IOException(
                        "cannot listen at " + host.get() + " port " + port.getAsInt() + ": " + e.getMessage(), e);
            }
        }
    }
}
