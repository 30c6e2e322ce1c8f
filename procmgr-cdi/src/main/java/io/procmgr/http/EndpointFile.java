package io.procmgr.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/**
 * {@code endpoint.json} in the state directory: tells clients on this host where the door is, while it is open. It says
 * nothing about whether its writer still lives: the lock beside it does.
 *
 * @param url of the door
 * @param pid of the process behind it
 */
public record EndpointFile(URI url, long pid) {
    private static final String NAME = "endpoint.json";

    /** Reads the file; empty if there is none. */
    public static Optional<EndpointFile> read(Path stateDirectory) throws IOException {
        Path file = stateDirectory.resolve(NAME);
        try {
            JSONObject json = new JSONParser().parse(Files.readString(file), JSONObject.class);
            return Optional.of(
                    new EndpointFile(URI.create((String) json.get("url")), ((Number) json.get("pid")).longValue()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ParseException | RuntimeException e) {
            throw new IOException("cannot read " + file + ": " + e, e);
        }
    }

    /** Writes the file, in one step, readable by its owner only. */
    public void write(Path stateDirectory) throws IOException {
        JSONObject json = new JSONObject();
        json.put("url", url.toString());
        json.put("pid", pid);
        Tokens.writeForOwner(stateDirectory.resolve(NAME), json.toJSONString() + "\n");
    }

    /** Removes the file if it is still this one. */
    public void remove(Path stateDirectory) throws IOException {
        if (read(stateDirectory).filter(this::equals).isPresent()) {
            Files.deleteIfExists(stateDirectory.resolve(NAME));
        }
    }
}
