package io.procmgr.source;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One file as it was read.
 *
 * @param name as in messages
 * @param path absolute
 * @param bytes empty if it could not be read
 * @param problem why it could not be read
 */
record SourceFile(String name, Path path, Optional<byte[]> bytes, Optional<Problem> problem) {
    /** The most that is read of one file ({@code pmtr: slurp}). */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final byte[] NONE = {};

    static SourceFile read(String name, Path path) {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                return unreadable(name, path, "it is no regular file");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    return unreadable(name, path, "it has more than 10 MiB");
                }
                return new SourceFile(name, path, Optional.of(bytes), Optional.empty());
            }
        } catch (NoSuchFileException missing) {
            return unreadable(name, path, "there is no such file");
        } catch (AccessDeniedException denied) {
            return unreadable(name, path, "permission denied");
        } catch (IOException failed) {
            return unreadable(name, path, failed.toString());
        }
    }

    static SourceFile unreadable(String name, Path path, String why) {
        return new SourceFile(
                name,
                path,
                Optional.empty(),
                Optional.of(Problem.error(new Origin(name, 0), "", "", "cannot read it: " + why)));
    }

    /** Whether it is the same file with the same content. */
    boolean sameAs(SourceFile other) {
        return name.equals(other.name)
                && path.equals(other.path)
                && problem.equals(other.problem)
                && Arrays.equals(bytes.orElse(NONE), other.bytes.orElse(NONE));
    }

    /** What it says; nothing but the problem if it could not be read. */
    Definitions parse(Variables variables, KnownJobs known) {
        if (bytes.isEmpty()) {
            return new Definitions(name, List.of(), List.of(), List.of(problem.orElseThrow()));
        }
        Path last = path.getFileName();
        String fileName = last == null ? "" : last.toString();
        if (fileName.endsWith(".properties")) {
            return PropertiesFile.parse(name, bytes.get(), variables, known);
        }
        if (fileName.endsWith(JobFile.ENDING)) {
            return JobFile.parse(name, fileName, bytes.get(), variables, known);
        }
        return PmtrFile.parse(name, bytes.get(), known);
    }
}
