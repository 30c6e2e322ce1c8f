package io.procmgr.output;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The stream of a job whose lines are written into the supervisor's own log, and how far that has come. Where it was left
 * is kept in a file: what was written while there was no supervisor is caught up with. Confined to one thread.
 */
final class RelayedStream {
    private static final Logger LOG = System.getLogger("procmgr");

    private final String tag;
    private final Path file;
    private final Path place;
    private final LogReader reader;
    private String cursor = "";
    private boolean keeps = true;
    private boolean opened;

    RelayedStream(String tag, Path file, Path place, LogReader reader) {
        this.tag = tag;
        this.file = file;
        this.place = place;
        this.reader = reader;
    }

    Path file() {
        return file;
    }

    String tag() {
        return tag;
    }

    /** Writes all whole lines that are there. */
    void relay() throws IOException {
        if (!opened) {
            cursor = kept();
            opened = true;
        }
        for (Chunk chunk = next(); !chunk.cursor().equals(cursor); chunk = next()) {
            cursor = chunk.cursor();
            if (!chunk.text().isEmpty()) {
                write(chunk.text());
                keep();
            }
        }
    }

    private Chunk next() throws IOException {
        return reader.readLines(file, cursor, LogReader.MAX_BYTES);
    }

    private void write(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            LOG.log(Level.INFO, tag + plain(text.substring(start, end)));
            start = end + 1;
        }
        if (start < text.length()) {
            LOG.log(Level.INFO, tag + plain(text.substring(start)));
        }
    }

    /** Without what could make a terminal do something; tabs stay. */
    private static String plain(String line) {
        StringBuilder plain = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean control = c < ' ' && c != '\t' || c >= 0x7f && c < 0xa0;
            if (control && plain == null) {
                plain = new StringBuilder(line.length()).append(line, 0, i);
            } else if (!control && plain != null) {
                plain.append(c);
            }
        }
        return plain == null ? line : plain.toString();
    }

    private String kept() throws IOException {
        try {
            String text = Files.readString(place).strip();
            Cursor.parse(text);
            return text;
        } catch (NoSuchFileException e) {
            return "";
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            LOG.log(
                    Level.WARNING,
                    tag + "cannot tell how far it was relayed, and begins with the live file: " + e.getMessage()
                            + " (file=" + place + ")");
            return "";
        }
    }

    /** Not brought to the disk: after a power cut, lines may come twice. On a full disk they go on all the same. */
    private void keep() {
        try {
            Files.createDirectories(place.getParent());
            Path next = place.resolveSibling(place.getFileName() + ".new");
            Files.write(next, cursor.getBytes(StandardCharsets.US_ASCII));
            Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
            keeps = true;
        } catch (IOException e) {
            LOG.log(
                    keeps ? Level.WARNING : Level.DEBUG,
                    tag + "cannot note how far it was relayed, so a next supervisor would begin earlier: " + e);
            keeps = false;
        }
    }
}
