package io.procmgr.output;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogFiles;
import io.procmgr.job.LogTarget;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A job and the files that its streams go to.
 *
 * @param spec its definition
 * @param files absolute
 */
public record JobOutput(JobSpec spec, LogFiles files) {
    /** The word for standard output, by which clients name it. */
    public static final String STDOUT = "stdout";

    /** The word for standard error. */
    public static final String STDERR = "stderr";

    public JobOutput {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(files, "files");
    }

    JobName job() {
        return spec.name();
    }

    /** A stream of the job that goes to a file. */
    record Stream(String name, LogTarget target, Path file) {}

    /** Its streams that go to files; one if both share a file. */
    List<Stream> streams() {
        Stream out = new Stream(STDOUT, spec.execution().output().out(), files.out());
        Stream error = new Stream(STDERR, spec.execution().output().error(), files.error());
        List<Stream> all = files.separate() ? List.of(out, error) : List.of(out);
        return all.stream().filter(stream -> stream.target().isFile()).toList();
    }

    /**
     * The log files of all these jobs: the first job's rules hold, but a file that one of them leaves alone is left alone, and
     * one that not all of them open anew is not renamed.
     */
    static Map<Path, OwnedLog> owners(List<JobOutput> jobs) {
        Map<Path, OwnedLog> owners = new LinkedHashMap<>();
        for (JobOutput job : jobs) {
            for (Stream stream : job.streams()) {
                OwnedLog owned = new OwnedLog(
                        stream.file(),
                        job.job(),
                        Optional.of(job.spec().execution()),
                        stream.target() instanceof LogTarget.File,
                        job.spec().log().rotation(stream.target()),
                        job.spec().log(),
                        List.of(job.job()));
                owners.merge(stream.file(), owned, OwnedLog::sharedWith);
            }
        }
        return owners;
    }
}
