package io.procmgr.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * {@code endpoint.json} in the state directory: tells clients on this host where the door is, while it is open. It says
 * nothing about whether its writer still lives: the lock beside it does.
 *
 * @param url of the door
 * @param pid of the process behind it
 * @param app key {@code app} of the ObjectNames; empty for a supervisor by itself
 * @param config the files and directories that define its jobs, for who adds one; absolute
 * @param certificates {@linkplain Fingerprint fingerprints} of those that the door may show; empty without TLS
 */
public record EndpointFile(URI url, long pid, Optional<String> app, List<Path> config, List<String> certificates) {
    private static final String NAME = "endpoint.json";

    public EndpointFile {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(app, "app");
        config = config.stream().map(Path::toAbsolutePath).toList();
        certificates = List.copyOf(certificates);
    }

    /** That of a supervisor by itself, which reads nothing that others may write. */
    public EndpointFile(URI url, long pid) {
        this(url, pid, Optional.empty(), List.of(), List.of());
    }

    /** Reads the file; empty if there is none. */
    public static Optional<EndpointFile> read(Path stateDirectory) throws IOException {
        Path file = stateDirectory.resolve(NAME);
        try {
            JSONObject json = new JSONParser().parse(Files.readString(file), JSONObject.class);
            return Optional.of(new EndpointFile(
                    URI.create((String) json.get("url")),
                    ((Number) json.get("pid")).longValue(),
                    Optional.ofNullable((String) json.get("app")),
                    texts(json.get("config")).stream().map(Path::of).toList(),
                    texts(json.get("certificates"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ParseException | RuntimeException e) {
            throw new IOException("cannot read " + file + ": " + e, e);
        }
    }

    /** Written by an older version, it has none. */
    private static List<String> texts(Object array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            for (Object text : (JSONArray) array) {
                texts.add((String) text);
            }
        }
        return texts;
    }

    /**
     * Removes a file that an earlier supervisor has left: for the one that holds the directory now, and has no door.
     *
     * @throws IOException if it cannot be removed
     */
    public static void removeLeft(Path stateDirectory) throws IOException {
        Files.deleteIfExists(stateDirectory.resolve(NAME));
    }

    /** Writes the file, in one step, readable by its owner only. */
    public void write(Path stateDirectory) throws IOException {
        JSONObject json = new JSONObject();
        json.put("url", url.toString());
        json.put("pid", pid);
        if (app.isPresent()) {
            json.put("app", app.get());
        }
        JSONArray paths = new JSONArray();
        for (Path path : config) {
            paths.add(path.toString());
        }
        json.put("config", paths);
        if (!certificates.isEmpty()) {
            JSONArray shown = new JSONArray();
            shown.addAll(certificates);
            json.put("certificates", shown);
        }
        PrivateFile.write(stateDirectory.resolve(NAME), json.toJSONString() + "\n");
    }

    /** Removes the file if it is still this one. */
    public void remove(Path stateDirectory) throws IOException {
        if (read(stateDirectory).filter(this::equals).isPresent()) {
            Files.deleteIfExists(stateDirectory.resolve(NAME));
        }
    }
}
