package io.procmgr.output;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that holds how far a stream was followed, for the next supervisor. */
final class Place {
    private static final Logger LOG = System.getLogger("procmgr");

    private final Path file;
    private boolean keeps = true;

    Place(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * The cursor; empty if none is kept, or none that can be understood, of which there is a warning.
     *
     * @param tag the job, for messages
     */
    String read(String tag) throws IOException {
        try {
            String text = Files.readString(file).strip();
            Cursor.parse(text);
            return text;
        } catch (NoSuchFileException e) {
            return "";
        } catch (IllegalArgumentException | CharacterCodingException e) {
            LOG.log(
                    Level.WARNING,
                    tag + "cannot tell how far it was read, and begins with the live file: " + e.getMessage()
                            + " (file=" + file + ")");
            return "";
        }
    }

    /** Not brought to the disk: after a power cut, lines may come twice. On a full disk they go on all the same. */
    void keep(String cursor, String tag) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, cursor.getBytes(StandardCharsets.US_ASCII));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            keeps = true;
        } catch (IOException e) {
            LOG.log(
                    keeps ? Level.WARNING : Level.DEBUG,
                    tag + "cannot note how far it was read, so a next supervisor would begin earlier: " + e);
            keeps = false;
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
