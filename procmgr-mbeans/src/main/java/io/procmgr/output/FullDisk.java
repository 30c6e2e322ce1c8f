package io.procmgr.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells a disk that is full, or a quota that is used up, from all else that can go wrong with a file. */
final class FullDisk {
    /** Refuses every byte with the words that the system has, in its language, for a full disk. */
    private static final Path ALWAYS_FULL = Path.of("/dev/full");

    private FullDisk() {}

    /** The JDK hands on nothing of the error but its words, alone or behind the path. */
    static boolean is(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith("No space left on device")
                || message.endsWith("Disk quota exceeded")
                || words().filter(message::endsWith).isPresent();
    }

    private static Optional<String> words() {
        if (!Files.exists(ALWAYS_FULL)) {
            return Optional.empty();
        }
        try (OutputStream full = Files.newOutputStream(ALWAYS_FULL)) {
            full.write(0);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage()).filter(words -> !words.startsWith(ALWAYS_FULL.toString()));
        }
    }
}
