package io.procmgr.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files with secrets: no link, of nobody's but their owner's. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /**
     * Reads one.
     *
     * @param remedy what to do if others may use it
     * @throws IOException if it cannot be read, is no plain file, or others than its owner may use it
     */
    static String read(Path file, String remedy) throws IOException {
        check(file, remedy);
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    static void check(Path file, String remedy) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("cannot use " + file + ": it is "
                    + (Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "not a plain file" : "not there"));
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IOException("cannot use " + file + ": others may use it too (mode="
                        + PosixFilePermissions.toString(permissions) + "); " + remedy);
            }
        }
    }

    /** Writes a file that nobody else can read at any moment, and that is never seen half written. */
    static void write(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class);
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path written = Files.createTempFile(directory, "." + file.getFileName(), ".new", mode);
        try {
            Files.writeString(written, text);
            if (posix && Files.exists(file) && !Files.getOwner(file).equals(Files.getOwner(written))) {
                // root writes for the procmgr of somebody else
                Files.setOwner(written, Files.getOwner(file));
            }
            move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
