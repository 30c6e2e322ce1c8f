package io.procmgr.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A regular file as it is found under a name, no link followed.
 *
 * @param number of the inode
 * @param key tells it from the files of all file systems
 * @param size in bytes
 */
record Inode(long number, String key, long size) {

    /** Empty if there is nothing under that name, or something that is no regular file. */
    static Optional<Inode> of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            String key = String.valueOf(attributes.fileKey());
            return Optional.of(new Inode(number(key), key, attributes.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A key of the JDK is {@code (dev=fe00,ino=1234)} on every Unix; one question to the system in place of two. */
    private static long number(String key) {
        int at = key.lastIndexOf("ino=");
        return at < 0 ? 0 : Long.parseUnsignedLong(key.substring(at + 4, key.length() - 1));
    }
}
