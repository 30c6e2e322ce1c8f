package io.procmgr.output;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** A {@link LogState} as it is written: lines of words, the last one with a checksum of all others. */
final class LogStateText {
    private static final String HEAD = "procmgr log 1";
    private static final int MOST_LINES = 5_000;

    private LogStateText() {}

    static byte[] of(LogState state) {
        StringBuilder text = new StringBuilder(200).append(HEAD).append('\n');
        text.append("live ").append(state.id()).append(' ').append(state.inode());
        text.append(' ').append(state.base()).append(' ').append(state.sinceMillis());
        append(text, state.marker()).append('\n');
        for (Archive archive : state.archives()) {
            append(text.append("archive"), archive).append('\n');
        }
        if (state.rotation().isPresent()) {
            Rotation rotation = state.rotation().get();
            text.append("rotation ").append(rotation.method()).append(' ').append(rotation.cut());
            append(append(text, rotation.marker()), rotation.archive()).append('\n');
        }
        // last, since it may hold anything
        text.append("file ").append(escaped(state.file().toString())).append('\n');
        String checksum = checksum(text.toString());
        text.append("end ").append(checksum).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder append(StringBuilder text, Marker marker) {
        return text.append(' ').append(marker.bytes()).append(' ').append(marker.fill());
    }

    private static StringBuilder append(StringBuilder text, Archive archive) {
        text.append(' ').append(archive.inode()).append(' ').append(archive.start());
        text.append(' ').append(archive.skip()).append(' ').append(archive.length());
        return text.append(' ').append(archive.zipped() ? "zipped" : "plain");
    }

    /**
     * Reads it back.
     *
     * @throws BadStateException if it was not written by {@link #of}, or not for this file
     */
    static LogState parse(byte[] bytes, Path file) throws BadStateException {
        String text = decoded(bytes);
        int end = text.lastIndexOf("end ");
        if (!text.startsWith(HEAD + "\n") || end < 1 || text.charAt(end - 1) != '\n') {
            throw new BadStateException("it does not begin and end as a log state does (bytes=" + bytes.length + ")");
        }
        if (!text.substring(end).equals("end " + checksum(text.substring(0, end)) + "\n")) {
            throw new BadStateException("its checksum is wrong");
        }
        String[] lines = text.substring(HEAD.length() + 1, end).split("\n", MOST_LINES);
        try {
            return read(lines, file);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new BadStateException("it says what cannot be: " + wrong.getMessage());
        }
    }

    private static LogState read(String[] lines, Path file) throws BadStateException {
        Optional<LineWords> live = Optional.empty();
        Optional<Rotation> rotation = Optional.empty();
        boolean named = false;
        List<Archive> archives = new ArrayList<>();
        for (String line : lines) {
            LineWords words = new LineWords(line);
            switch (words.next()) {
                case "live" -> live = Optional.of(words);
                case "archive" -> archives.add(archive(words));
                case "rotation" -> rotation = Optional.of(rotation(words));
                case "file" -> named = line.equals("file " + escaped(file.toString()));
                case "" -> words.end();
                default -> throw new BadStateException("it has an unknown line (line=" + line + ")");
            }
        }
        if (!named) {
            throw new BadStateException("it is of another file");
        }
        LineWords words = live.orElseThrow(() -> new BadStateException("it has no line live"));
        String id = words.next();
        long inode = words.number();
        long base = words.number();
        long since = words.number();
        Marker marker = marker(words);
        words.end();
        return new LogState(file, id, inode, base, marker, since, archives, rotation);
    }

    private static Archive archive(LineWords words) throws BadStateException {
        Archive archive = archiveWords(words);
        words.end();
        return archive;
    }

    private static Archive archiveWords(LineWords words) throws BadStateException {
        return new Archive(
                words.number(),
                words.number(),
                words.integer(),
                words.number(),
                words.next().equals("zipped"));
    }

    private static Marker marker(LineWords words) throws BadStateException {
        return new Marker(words.integer(), (byte) words.integer());
    }

    private static Rotation rotation(LineWords words) throws BadStateException {
        Rotation.Method method = Rotation.Method.valueOf(words.next());
        long cut = words.number();
        Marker marker = marker(words);
        Rotation rotation = new Rotation(method, archiveWords(words), cut, marker);
        words.end();
        return rotation;
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String decoded(byte[] bytes) throws BadStateException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadStateException("it is not UTF-8");
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
