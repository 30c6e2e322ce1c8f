package io.procmgr;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.Instances;
import io.procmgr.job.JobDiff;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.Template;
import io.procmgr.report.Datagrams;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import io.procmgr.source.Layer;
import io.procmgr.supervise.Configuration;
import io.procmgr.supervise.FileWatcher;
import io.procmgr.supervise.Goal;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the files that define jobs, and the files that jobs watch, to the supervisor: at the start, when they change, and
 * when somebody asks. Content counts, not time stamps. Safe for use by several threads; one reads at a time.
 */
final class ConfigFiles implements Configuration {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final long SECOND_LOOK_MILLIS = 1_000;

    private JobSources sources;
    private final Supervisor supervisor;
    private final Datagrams datagrams;
    private final Alerting alerting;
    private final KeptInstances kept;
    private final LeftJobs leftJobs;
    private Catalog applied;
    private List<Problem> toldFaults = List.of();
    private Optional<Catalog> refused = Optional.empty();
    private Set<Path> watched = Set.of();
    private Optional<FileWatcher> watcher = Optional.empty();

    private ConfigFiles(
            JobSources sources,
            KeptInstances kept,
            Supervisor supervisor,
            Datagrams datagrams,
            Alerting alerting,
            LeftJobs leftJobs) {
        this.sources = sources;
        this.kept = kept;
        this.supervisor = supervisor;
        this.datagrams = datagrams;
        this.alerting = alerting;
        this.leftJobs = leftJobs;
    }

    /** All definitions of these settings. */
    static JobSources sources(Settings settings) {
        return new JobSources(
                settings.config(), settings.profiles(), settings.workingDirectory(), host(settings), settings.layers());
    }

    private static JobHost host(Settings settings) {
        return settings.application().isPresent()
                ? new ApplicationJava(
                        settings.application().get(),
                        settings.server(),
                        settings.stateDirectory().resolve("application"))
                : JobHost.STAND_ALONE;
    }

    /**
     * Definitions that have been read, and have still to be applied.
     *
     * @param problems why they cannot be
     */
    record First(JobSources sources, KeptInstances kept, Catalog read, List<Problem> problems, Datagrams datagrams) {
        /** Applies them for the first time; no job at all, if they cannot be. */
        ConfigFiles apply(Supervisor supervisor, Alerting alerting, LeftJobs leftJobs) {
            ConfigFiles files = new ConfigFiles(sources, kept, supervisor, datagrams, alerting, leftJobs);
            synchronized (files) {
                if (problems.isEmpty()) {
                    files.apply(read);
                } else {
                    files.applyJobs(new Catalog(List.of(), List.of(), List.of(), read.files()));
                    files.refuse(read, problems);
                }
            }
            return files;
        }

        /** The same, if they can be applied. */
        First orThrow() {
            if (!problems.isEmpty()) {
                throw new InvalidConfigurationException(problems);
            }
            return this;
        }
    }

    /**
     * Reads the definitions for the first time.
     *
     * @throws IOException if it cannot be read which instances of templates there were
     */
    static First read(Settings settings, Datagrams datagrams) throws IOException {
        JobSources sources = sources(settings);
        KeptInstances kept = new KeptInstances(settings.stateDirectory());
        sources.instances(kept.read());
        Catalog read = sources.read();
        List<Problem> problems = usable(read, sources, datagrams);
        return new First(sources, kept, read, problems, datagrams);
    }

    /** Has the files watched from now on; what changed between their reading and this call is not missed. */
    synchronized void watchWith(FileWatcher fileWatcher) {
        watcher = Optional.of(fileWatcher);
        watchAll();
    }

    /** Also what was refused: its next text may be right. */
    private void watchAll() {
        Set<Path> wanted = new HashSet<>(applied.files());
        refused.ifPresent(catalog -> wanted.addAll(catalog.files()));
        for (JobSpec job : applied.jobs()) {
            wanted.addAll(job.watch());
        }
        if (watcher.isPresent() && !wanted.equals(watched)) {
            watched = wanted;
            watcher.get().watch(wanted);
            look();
        }
    }

    /**
     * A file may have changed: reads what there is and applies what is new. A file that has become empty is most often one
     * that somebody is writing, and to believe it would stop every job, or have instances forgotten: it counts if it is still so a
     * second later.
     */
    synchronized void look() {
        Catalog read = sources.readChanges();
        if (losesMuch(read)) {
            try {
                wait(SECOND_LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            read = sources.readChanges();
        }
        try {
            take(read);
        } catch (RefusedException e) {
            // files are watched a moment longer than jobs are started
            LOG.log(Level.WARNING, "procmgr " + e.getMessage());
        }
    }

    private boolean losesMuch(Catalog read) {
        if (!read.isValid()) {
            return false;
        }
        boolean all = read.jobs().isEmpty() && !applied.jobs().isEmpty();
        Instances forgotten = KeptInstances.forgotten(sources.instances(), applied.templates(), read.templates());
        return all || !forgotten.names().isEmpty();
    }

    private void take(Catalog read) {
        boolean known = read == applied && refused.isEmpty();
        List<Problem> problems = known ? List.of() : usable(read);
        if (!known && problems.isEmpty()) {
            apply(read);
            return;
        }
        supervisor.filesChanged(WatchedContents.read(applied.jobs()));
        if (!known && (refused.isEmpty() || refused.get() != read)) {
            refuse(read, problems);
        }
    }

    @Override
    public synchronized String reload() {
        Catalog read = sources.read();
        List<Problem> problems = usable(read);
        if (!problems.isEmpty()) {
            refuse(read, problems);
            throw new RefusedException("cannot apply the configuration, nothing was changed:\n" + text(problems));
        }
        String applied = DiffText.of(apply(read));
        return read.faults().isEmpty() ? applied : applied + "\n" + text(read.faults());
    }

    /**
     * Replaces the layers around the files, and reads the files as well.
     *
     * @throws InvalidConfigurationException if anything of it is wrong; nothing was changed
     */
    synchronized void redefine(List<Layer> below, List<Layer> above) {
        JobSources redefined = sources.with(sources.layers().with(below, above));
        Catalog read = redefined.read();
        List<Problem> problems = usable(read, redefined, datagrams);
        if (!problems.isEmpty()) {
            supervisor.rejected(text(problems));
            throw new InvalidConfigurationException(problems);
        }
        sources = redefined;
        apply(read);
    }

    @Override
    public synchronized String check() {
        // apart from what is applied: nothing is known to have changed by it
        Catalog read = sources.another().read();
        if (!read.isValid()) {
            return "would be refused:\n" + text(read.problems());
        }
        List<JobSpec> now = supervisor.statuses().stream()
                .filter(status -> status.goal() != Goal.GONE)
                .map(JobStatus::spec)
                .toList();
        String warnings = text(read.problems());
        return DiffText.of(JobDiff.between(now, read.jobs()))
                + (warnings.isEmpty() ? "" : "\n" + warnings)
                + new WrittenText(sources.written());
    }

    @Override
    public synchronized List<String> alertChannels() {
        return applied.alerts().stream().map(AlertChannel::name).toList();
    }

    @Override
    public synchronized List<String> templates() {
        return applied.templates().stream()
                .filter(Template::isStartedByName)
                .map(Template::name)
                .toList();
    }

    @Override
    public synchronized String startInstance(String template, String instance) {
        InstanceRequest asked = InstanceRequest.of(applied, "start", template, instance);
        Instances started = sources.instances();
        if (!started.names().contains(asked.job())) {
            change("start", asked, started.with(asked.job()), asked.among(applied, sources, started));
        }
        return supervisor.command(asked.job(), JobCommand.START);
    }

    @Override
    public synchronized String removeInstance(String template, String instance) {
        InstanceRequest asked = InstanceRequest.of(applied, "remove", template, instance);
        Instances started = sources.instances();
        if (!started.names().contains(asked.job())) {
            asked.refuseIfJob(applied, "cannot remove " + asked.job() + ": ");
            return asked.job() + ": there is no such instance, nothing to do";
        }
        change("remove", asked, started.without(asked.job()), asked.without(applied.jobs()));
        return asked.job() + ": is stopped, and forgotten then";
    }

    private void change(String verb, InstanceRequest asked, Instances now, List<JobSpec> jobs) {
        List<Problem> left = LeftJobs.problems(jobs, sources.host());
        if (!left.isEmpty()) {
            throw new RefusedException("cannot " + verb + " " + asked.job() + ": " + text(left));
        }
        kept.change(verb + " " + asked.job(), sources.instances(), now, () -> {
            alerting.apply(applied.alerts(), jobs);
            supervisor.applyInstances(jobs, WatchedContents.read(jobs));
        });
        leftJobs.take(jobs);
        applied = applied.withJobs(jobs);
        if (refused.isPresent()) {
            sources.instances(now);
        } else {
            sources.instances(now, applied);
        }
        watchAll();
    }

    private JobDiff apply(Catalog read) {
        List<Template> before = applied == null ? List.of() : applied.templates();
        JobDiff diff = applyJobs(read);
        sources.instances(kept.forget(sources.instances(), before, read.templates()));
        return diff;
    }

    private JobDiff applyJobs(Catalog read) {
        List<Problem> faults = read.faults();
        for (Problem problem : read.problems()) {
            if (!problem.isFault()) {
                LOG.log(Level.WARNING, "procmgr " + problem);
            }
        }
        alerting.apply(read.alerts(), read.jobs());
        JobDiff diff = supervisor.apply(read.jobs(), WatchedContents.read(read.jobs()));
        datagrams.serve(supervisor);
        if (!faults.isEmpty()) {
            supervisor.faulty(text(faults), !faults.equals(toldFaults));
        }
        toldFaults = faults;
        leftJobs.take(read.jobs());
        applied = read;
        refused = Optional.empty();
        watchAll();
        return diff;
    }

    /** Why it cannot be applied; opens the sockets that it needs, unless there is a reason. */
    private List<Problem> usable(Catalog read) {
        return usable(read, sources, datagrams);
    }

    private static List<Problem> usable(Catalog read, JobSources sources, Datagrams datagrams) {
        if (!read.isValid()) {
            return read.problems();
        }
        try {
            sources.host().prepare();
        } catch (IOException e) {
            Origin origin = new Origin("state directory", 0);
            return List.of(Problem.error(origin, "", "", "cannot copy the application's classes into it: " + e));
        }
        List<Problem> left = LeftJobs.problems(read.jobs(), sources.host());
        if (!left.isEmpty()) {
            return left;
        }
        List<Problem> unsendable = read.alerts().isEmpty() ? List.of() : Alerting.problems(read.alerts());
        if (!unsendable.isEmpty()) {
            return unsendable;
        }
        return datagrams.prepare(read.udp());
    }

    /** Removes the copies of an earlier release; to be called once no process is left. */
    void removeOldCopies() throws IOException {
        if (sources.host() instanceof ApplicationJava application) {
            application.removeOldCopies();
        }
    }

    private void refuse(Catalog read, List<Problem> problems) {
        refused = Optional.of(read);
        supervisor.rejected(text(problems));
        watchAll();
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
