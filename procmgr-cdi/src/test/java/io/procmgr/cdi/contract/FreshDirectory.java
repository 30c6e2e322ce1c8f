package io.procmgr.cdi.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory below {@code target} that nobody had before: a number of a process may come again. */
public final class FreshDirectory {
    private FreshDirectory() {}

    /** Makes one; its name begins so. */
    public static Path make(String name) {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return Files.createTempDirectory(target, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
