package io.procmgr.supervise;

import java.nio.file.Path;
import java.util.Collection;

/**
 * Port: tells that files may have changed. A hint, not a fact: whoever hears it reads the file again and compares.
 * Sees writes, renames over the file, kept back-ups, re-pointed links, and files that appear or vanish.
 */
public interface FileWatcher extends AutoCloseable {
    /**
     * Watches these files from now on, in place of those before. The callback given at construction hears of changes from
     * a thread of the watcher; changes that were made after this call returns are never missed.
     */
    void watch(Collection<Path> files);

    /** Watches no more and ends the watcher's thread. Idempotent. */
    @Override
    void close();
}
