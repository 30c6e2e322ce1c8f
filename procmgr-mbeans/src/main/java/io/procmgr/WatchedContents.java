package io.procmgr;

import io.procmgr.job.JobSpec;
import io.procmgr.supervise.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Reads the files that jobs watch, each once, and keeps nothing of them but a digest. */
final class WatchedContents {
    /** A larger file is refused (pmtr: slurp). */
    static final long MAX_BYTES = 10 << 20;

    private WatchedContents() {}

    static Map<Path, FileContent> read(Collection<JobSpec> jobs) {
        Map<Path, FileContent> contents = new HashMap<>();
        for (JobSpec job : jobs) {
            for (Path file : job.watch()) {
                if (!contents.containsKey(file)) {
                    contents.put(file, read(file));
                }
            }
        }
        return contents;
    }

    private static FileContent read(Path file) {
        if (!Files.exists(file)) {
            return new FileContent("", "no such file");
        }
        if (!Files.isRegularFile(file)) {
            return new FileContent("", "not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? new FileContent("", "larger than 10 MiB")
                    : new FileContent(HexFormat.of().formatHex(sha256().digest(bytes)), "");
        } catch (NoSuchFileException e) {
            return new FileContent("", "no such file");
        } catch (AccessDeniedException e) {
            return new FileContent("", "permission denied");
        } catch (IOException e) {
            return new FileContent("", "cannot be read: " + e.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
