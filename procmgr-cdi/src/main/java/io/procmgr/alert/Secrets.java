package io.procmgr.alert;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks secrets up where a channel says that they are. */
final class Secrets {
    private static final int LONGEST = 64 * 1024;

    private final AlertChannel channel;

    Secrets(AlertChannel channel) {
        this.channel = channel;
    }

    /** The secret of one of these two keys; empty if neither is written. */
    Optional<String> find(AlertKey file, AlertKey variable) throws IOException {
        if (channel.written(variable).isPresent()) {
            return Optional.of(ofVariable(channel.text(variable)));
        }
        return channel.written(file).isPresent() ? Optional.of(ofFile(Path.of(channel.text(file)))) : Optional.empty();
    }

    private static String ofVariable(String name) throws IOException {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IOException("the environment variable " + name + " is not set");
        }
        return oneLine(value.strip(), "the environment variable " + name);
    }

    private static String ofFile(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is too long for a secret");
        }
        String value = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (value.isEmpty()) {
            throw new IOException(file + " is empty");
        }
        return oneLine(value, file.toString());
    }

    /** It goes into headers. */
    private static String oneLine(String value, String place) throws IOException {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(place + " has more than one line");
        }
        return value;
    }
}
