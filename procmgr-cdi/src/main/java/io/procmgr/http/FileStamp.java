package io.procmgr.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * How a file looks from outside: it differs once the file is written anew or replaced.
 *
 * @param modified when it was last written
 * @param size in bytes
 * @param identity of the file, where the system has one
 */
record FileStamp(FileTime modified, long size, Optional<Object> identity) {
    /** Empty if the file cannot be looked at. */
    static Optional<FileStamp> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileStamp(
                    attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
