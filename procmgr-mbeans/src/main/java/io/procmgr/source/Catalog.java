package io.procmgr.source;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * All definitions of a set of files, read together. Only a {@linkplain #isValid() valid} one is to be applied.
 *
 * @param jobs in the order of definition; those of them that can stand by themselves if there are errors
 * @param problems in source order: by file, then by line
 * @param files all files and directories that were read or looked for, absolute: what to watch for changes
 * @param digest SHA-256, in hexadecimal, over the names and contents of the files: equal for an unchanged content
 */
public record Catalog(List<JobSpec> jobs, List<Problem> problems, List<Path> files, String digest) {
    public Catalog {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
        files = List.copyOf(files);
        Objects.requireNonNull(digest, "digest");
    }

    /** Whether no problem is an error. */
    public boolean isValid() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
