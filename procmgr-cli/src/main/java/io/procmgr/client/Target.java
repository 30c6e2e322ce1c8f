package io.procmgr.client;

import io.procmgr.StateDirectory;
import io.procmgr.http.EndpointFile;
import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a supervisor is, and the token that opens its door.
 *
 * @param url of the door, without a path
 * @param token secret
 * @param app key {@code app} of the ObjectNames
 * @param config the files and directories that define its jobs; empty if it is not on this host
 * @param certificates {@linkplain io.procmgr.http.Fingerprint fingerprints} of those that the door may show, whatever names
 *     they are of; empty: any that an authority vouches for
 */
public record Target(URI url, String token, Optional<String> app, List<Path> config, List<String> certificates) {
    /** What a URL must be. */
    public static final String FORM = "must be https://HOST:PORT, or http://127.0.0.1:PORT";

    public Target {
        config = List.copyOf(config);
        certificates = List.copyOf(certificates);
        if (!isToken(token)) {
            throw new IllegalArgumentException("a token has at least one character, and no blanks within");
        }
    }

    /**
     * The supervisor that holds this state directory. What its {@code endpoint.json} says is believed only if the kernel says
     * that its writer still holds the lock beside it: else the token would go to whoever listens at that port now.
     *
     * @throws UnreachableException if none holds it, or it has no door
     */
    public static Target inStateDirectory(Path stateDirectory, Role role) throws UnreachableException {
        Path state = stateDirectory.toAbsolutePath().normalize();
        try {
            Optional<EndpointFile> file = EndpointFile.read(state);
            Optional<Long> holder = StateDirectory.livingHolder(state);
            if (holder.isEmpty()) {
                throw new UnreachableException("no procmgr runs here (state=" + state + ")");
            }
            EndpointFile endpoint = file.filter(found -> found.pid() == holder.get())
                    .orElseThrow(
                            () -> new UnreachableException("cannot talk to the procmgr that runs here: it has no HTTP"
                                    + " door, or not yet (pid=" + holder.get() + ", state=" + state + ")"));
            String token = Tokens.read(state, role)
                    .orElseThrow(() -> new UnreachableException("cannot talk to procmgr: there is no " + role.id()
                            + ".token in its state directory " + state));
            return new Target(endpoint.url(), token, endpoint.app(), endpoint.config(), endpoint.certificates());
        } catch (UnreachableException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreachableException("cannot look for a running procmgr in " + state + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException denied
                ? "only its owner may read " + denied.getFile()
                : String.valueOf(e.getMessage());
    }

    /**
     * The supervisor at this URL.
     *
     * @param url {@code https://HOST[:PORT]}, or {@code http://} for a loopback address
     * @param tokenFile holds the token, and perhaps white space around it
     * @throws IllegalArgumentException if the URL is no such one
     * @throws UnreachableException if there is no such host, or the file cannot be read
     */
    public static Target at(URI url, Path tokenFile, Optional<String> app) throws UnreachableException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        boolean plain = "http".equalsIgnoreCase(url.getScheme());
        String path = url.getPath() == null ? "" : url.getPath();
        if (!secure && !plain
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getQuery() != null
                || url.getFragment() != null
                || !List.of("", "/", "/jolokia", "/jolokia/").contains(path)) {
            throw new IllegalArgumentException(FORM);
        }
        try {
            if (plain && !InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "must be https beyond this host: with http anybody on the way could read"
                                + " the token; an SSH tunnel does as well");
            }
        } catch (UnknownHostException e) {
            throw new UnreachableException("cannot reach " + url + ": there is no such host", e);
        }
        return new Target(
                URI.create(url.getScheme() + "://" + url.getAuthority()), token(tokenFile), app, List.of(), List.of());
    }

    private static String token(Path file) throws UnreachableException {
        try {
            String token = Files.readString(file).strip();
            if (!isToken(token)) {
                throw new UnreachableException(
                        "cannot use the token file " + file + ": it holds one word, the token, and nothing else");
            }
            return token;
        } catch (UnreachableException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreachableException("cannot read the token file " + file + ": " + e, e);
        }
    }

    /** What can stand in a header, and nothing that would end it. */
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Without the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
