package io.procmgr.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One file of a profile as it was found.
 *
 * @param text what it says; empty for one that is a program, and where there is a problem
 * @param stamp which file it is, when it was last written, and what it holds
 * @param problem why it cannot be used; empty if it can
 */
record ProfileFile(String text, String stamp, String problem) {
    /** More than any of them has to say; a program may be larger. */
    static final int MOST_BYTES = 4096;

    private static final int CHUNK = 64 * 1024;

    /** Reads it; empty if there is none. */
    static Optional<ProfileFile> read(Path file, boolean program) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String look =
                    attributes.fileKey() + " " + attributes.lastModifiedTime().toInstant();
            if (!attributes.isRegularFile()) {
                return Optional.of(new ProfileFile("", look, "is no regular file"));
            }
            return Optional.of(program ? program(file, look) : text(file, look));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of(new ProfileFile("", "", "cannot be read: permission denied"));
        } catch (IOException e) {
            return Optional.of(new ProfileFile("", "", "cannot be read: " + e.getMessage()));
        }
    }

    private static ProfileFile program(Path file, String look) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return new ProfileFile("", look + " " + HexFormat.of().formatHex(digest.digest()), "");
    }

    private static ProfileFile text(Path file, String look) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        String stamp = look + " " + HexFormat.of().formatHex(sha256().digest(bytes));
        if (bytes.length > MOST_BYTES) {
            return new ProfileFile("", stamp, "has more than " + MOST_BYTES + " bytes");
        }
        try {
            return new ProfileFile(decode(bytes), stamp, "");
        } catch (CharacterCodingException e) {
            return new ProfileFile("", stamp, "is not UTF-8");
        }
    }

    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length)))
                .toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
