package io.procmgr.source;

import io.procmgr.job.InstanceName;
import io.procmgr.job.Instances;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobValidator;
import io.procmgr.job.RawJob;
import io.procmgr.job.Template;
import io.procmgr.job.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the files that define jobs. Each path is a file, in properties or {@code .job} form by its ending and in pmtr
 * syntax otherwise, or a directory of files that end in {@code .conf}, {@code .properties} and {@code .job}, taken in
 * the order of their names. Nothing is written, and nothing but these files is looked at. A job whose text is the same as
 * at the last reading is the same {@link io.procmgr.job.JobSpec} again, but for its line. Not safe for use by several
 * threads.
 */
public final class JobSources {
    private final List<Path> paths;
    private final Optional<Path> profiles;
    private final Path workingDirectory;
    private final Layers layers;
    private final JobHost host;
    private final Variables variables = new SystemVariables();
    private Instances instances = Instances.NONE;
    private KnownJobs known = KnownJobs.none();
    private SourceFiles files = SourceFiles.NONE;
    private Catalog catalog = new Catalog(List.of(), List.of(), List.of(), List.of());

    /**
     * Reads nothing yet.
     *
     * @param paths files and directories; a relative one is meant in {@code workingDirectory}
     * @param workingDirectory the supervisor's own
     */
    public JobSources(List<Path> paths, Path workingDirectory) {
        this(paths, workingDirectory, JobHost.STAND_ALONE);
    }

    /** The same, in an application that lends its class path to jobs with {@code main-class}. */
    public JobSources(List<Path> paths, Path workingDirectory, JobHost host) {
        this(paths, Optional.empty(), workingDirectory, host);
    }

    /**
     * The same, with profiles.
     *
     * @param profiles a directory of profile directories
     */
    public JobSources(List<Path> paths, Optional<Path> profiles, Path workingDirectory, JobHost host) {
        this(paths, profiles, workingDirectory, host, Layers.NONE);
    }

    /**
     * The same, with what lies below and above the files.
     *
     * @param layers definitions that come from elsewhere
     */
    public JobSources(List<Path> paths, Optional<Path> profiles, Path workingDirectory, JobHost host, Layers layers) {
        this.layers = layers;
        this.paths = List.copyOf(paths);
        this.profiles = profiles;
        this.workingDirectory = workingDirectory;
        this.host = host;
    }

    /** Reads these files once. */
    public static Catalog load(List<Path> paths, Path workingDirectory) {
        return new JobSources(paths, workingDirectory).read();
    }

    /** Reads these files and profiles once. */
    public static Catalog load(List<Path> paths, Optional<Path> profiles, Path workingDirectory) {
        return new JobSources(paths, profiles, workingDirectory, JobHost.STAND_ALONE).read();
    }

    /** Reads all of it. What is wrong with a file, a missing one too, is a problem in the catalog; nothing is thrown. */
    public Catalog read() {
        return judge(readAll());
    }

    /** The same, but gives the catalog of the last reading itself back if no file has changed since. */
    public Catalog readChanges() {
        SourceFiles now = readAll();
        return now.sameAs(files) ? catalog : judge(now);
    }

    /** Another reader that knows as much: for a reading that shall have no consequences. */
    public JobSources another() {
        return with(layers);
    }

    /** The same, with other layers around the files. */
    public JobSources with(Layers others) {
        JobSources another = new JobSources(paths, profiles, workingDirectory, host, others);
        another.catalog = catalog;
        another.instances = instances;
        return another;
    }

    /** From the next reading on, these are the instances of templates that were started by name. */
    public void instances(Instances started) {
        instances = started;
    }

    /**
     * The same, and until files change the last reading gives this catalog: its own, but for the jobs that instances are.
     */
    public void instances(Instances started, Catalog now) {
        instances = started;
        catalog = now;
    }

    public Instances instances() {
        return instances;
    }

    /** The job that an instance would be, or what is wrong with it. */
    public Validation judge(Template template, InstanceName instance) {
        return new JobValidator(workingDirectory.toAbsolutePath(), host).validate(template.instance(instance));
    }

    /**
     * All jobs as they are written, with where each value comes from, and the defaults of all jobs: to tell somebody. Reads
     * the files once more.
     */
    public List<RawJob> written() {
        JobSources another = another();
        SourceFiles now = another.readAll();
        Judgement judgement = another.judgement(now);
        judgement.catalog(now.looked());
        return judgement.written();
    }

    /** What is around the jobs. */
    public JobHost host() {
        return host;
    }

    /** The layers around the files. */
    public Layers layers() {
        return layers;
    }

    private SourceFiles readAll() {
        return SourceFiles.read(paths, profiles, workingDirectory);
    }

    private Judgement judgement(SourceFiles now) {
        List<Definitions> definitions = now.parse(variables, known);
        if (!layers.isEmpty()) {
            Layering layering = new Layering(layers, definitions);
            if (layering.isStale()) {
                known = KnownJobs.none();
                return judgement(now);
            }
            definitions = layering.merged();
        }
        return new Judgement(definitions, catalog.jobs(), instances, workingDirectory, host);
    }

    private Catalog judge(SourceFiles now) {
        Judgement judgement = judgement(now);
        if (!known.holdUnder(judgement.defaults())) {
            known = KnownJobs.none();
            judgement = judgement(now);
        }
        files = now;
        catalog = judgement.catalog(now.looked());
        known = judgement.known();
        return catalog;
    }
}
