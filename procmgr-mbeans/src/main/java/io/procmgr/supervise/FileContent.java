package io.procmgr.supervise;

import java.util.Objects;

/**
 * The content of a watched file.
 *
 * @param digest of its bytes; empty if the file is missing or cannot be read
 * @param problem why it cannot be read; empty if it was
 */
public record FileContent(String digest, String problem) {
    public FileContent {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(problem, "problem");
        if (digest.isEmpty() == problem.isEmpty()) {
            throw new IllegalArgumentException("a file has a digest or a problem");
        }
    }

    public boolean isReadable() {
        return problem.isEmpty();
    }
}
