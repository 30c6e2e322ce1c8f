package io.procmgr.source;

import io.procmgr.job.JobSpec;
import io.procmgr.job.JobValidator;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import io.procmgr.job.Validation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files that define jobs. Each path is a file, in properties or {@code .job} form by its ending and in pmtr
 * syntax otherwise, or a directory of files that end in {@code .conf}, {@code .properties} and {@code .job}, taken in
 * the order of their names. Nothing is written, and nothing but these files is looked at.
 */
public final class JobSources {
    private JobSources() {}

    /**
     * Reads all of it. What is wrong with a file, a missing one too, is a problem in the catalog; nothing is thrown.
     *
     * @param paths files and directories; a relative one is meant in {@code workingDirectory}
     * @param workingDirectory the supervisor's own
     */
    public static Catalog load(List<Path> paths, Path workingDirectory) {
        return judge(SourceFiles.read(paths, workingDirectory), workingDirectory, Variables.ofSystem());
    }

    /** The same, but gives {@code previous} itself back without parsing if no file has changed since. */
    public static Catalog reload(List<Path> paths, Path workingDirectory, Catalog previous) {
        SourceFiles files = SourceFiles.read(paths, workingDirectory);
        return files.digest().equals(previous.digest()) && files.looked().equals(previous.files())
                ? previous
                : judge(files, workingDirectory, Variables.ofSystem());
    }

    private static Catalog judge(SourceFiles files, Path workingDirectory, Variables variables) {
        List<Definitions> definitions =
                files.files().stream().map(file -> file.parse(variables)).toList();
        return judge(definitions, workingDirectory, files.looked(), files.digest());
    }

    static Catalog judge(List<Definitions> definitions, Path workingDirectory, List<Path> files, String digest) {
        JobValidator validator = new JobValidator(workingDirectory.toAbsolutePath());
        List<Problem> problems = new ArrayList<>();
        List<RawValue> defaults = new ArrayList<>();
        for (Definitions file : definitions) {
            problems.addAll(file.problems());
            defaults.addAll(file.defaults());
        }
        List<Problem> inDefaults = validator.validateDefaults(defaults);
        problems.addAll(inDefaults);
        Set<Origin> wrong = new HashSet<>();
        inDefaults.forEach(problem -> wrong.add(problem.origin()));
        defaults.removeIf(value -> wrong.contains(value.origin()));

        List<JobSpec> jobs = new ArrayList<>();
        Map<String, RawJob> first = new HashMap<>();
        for (Definitions file : definitions) {
            for (RawJob job : file.jobs()) {
                Validation validation = validator.validate(job.withDefaults(defaults));
                problems.addAll(validation.problems());
                RawJob earlier = job.name().isEmpty() ? null : first.putIfAbsent(job.name(), job);
                if (earlier == null) {
                    validation.spec().ifPresent(jobs::add);
                } else {
                    problems.add(Problem.error(
                            job.origin(), job.name(), "name", "is the name of an earlier job, in " + earlier.origin()));
                }
            }
        }
        problems.sort(inSourceOrder(definitions));
        return new Catalog(jobs, problems, files, digest);
    }

    private static Comparator<Problem> inSourceOrder(List<Definitions> definitions) {
        Map<String, Integer> places = new HashMap<>();
        definitions.forEach(file -> places.putIfAbsent(file.source(), places.size()));
        return Comparator.<Problem>comparingInt(
                        problem -> places.getOrDefault(problem.origin().source(), places.size()))
                .thenComparingInt(problem -> problem.origin().line());
    }
}
