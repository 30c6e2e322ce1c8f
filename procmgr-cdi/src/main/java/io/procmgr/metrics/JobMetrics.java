package io.procmgr.metrics;

import io.procmgr.supervise.ConfigStatus;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.ResourceReader;
import io.procmgr.supervise.ResourceUsage;
import io.procmgr.supervise.Supervisor;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The metrics of a supervisor, made anew from its last snapshots whenever somebody asks: nothing is registered, nothing is
 * kept. Safe for use by several threads.
 */
public final class JobMetrics {
    private final Supervisor supervisor;
    private final ResourceReader resources;
    private final String version;

    /**
     * Metrics of this supervisor.
     *
     * @param resources what its processes use
     * @param version of procmgr
     */
    public JobMetrics(Supervisor supervisor, ResourceReader resources, String version) {
        this.supervisor = supervisor;
        this.resources = resources;
        this.version = version;
    }

    /** All metrics as they are now. */
    public MetricSnapshots snapshot() {
        List<JobStatus> jobs = supervisor.statuses();
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(InfoSnapshot.builder()
                .name("procmgr_build")
                .help("The version of procmgr.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", version))
                        .build())
                .build());
        all.add(gauge(
                "procmgr_start_time_seconds",
                "When the supervisor was started.",
                supervisor.startTimeMillis() / 1000.0));
        addConfiguration(all);
        all.add(byState(jobs));
        addJobs(all, jobs);
        return new MetricSnapshots(all);
    }

    private void addConfiguration(List<MetricSnapshot> all) {
        ConfigStatus config = supervisor.config();
        all.add(gauge(
                "procmgr_config_last_reload_successful",
                "0 if the configuration as it is now was refused.",
                config.lastReloadError().isEmpty() ? 1 : 0));
        all.add(gauge(
                "procmgr_config_last_reload_timestamp_seconds",
                "When the configuration was last read and applied or refused.",
                config.lastReloadTimeMillis() / 1000.0));
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static GaugeSnapshot byState(List<JobStatus> jobs) {
        Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
        for (JobStatus job : jobs) {
            counts.merge(job.state(), 1, Integer::sum);
        }
        GaugeSnapshot.Builder states =
                GaugeSnapshot.builder().name("procmgr_processes").help("Jobs in each state.");
        for (JobState state : JobState.values()) {
            states.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("state", state.name()))
                    .value(counts.getOrDefault(state, 0))
                    .build());
        }
        return states.build();
    }

    private void addJobs(List<MetricSnapshot> all, List<JobStatus> jobs) {
        List<Labels> labels = new ArrayList<>(jobs.size());
        List<ResourceUsage> usages = new ArrayList<>(jobs.size());
        for (JobStatus job : jobs) {
            labels.add(Labels.of("name", job.name().value()));
            usages.add(job.pid().isPresent() ? resources.usage(job.pid().getAsLong()) : ResourceUsage.UNKNOWN);
        }
        for (JobMeasure measure : JobMeasure.values()) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                OptionalDouble value = measure.value(jobs.get(i), usages.get(i));
                if (value.isPresent()) {
                    samples.add(new Sample(labels.get(i), value.getAsDouble()));
                }
            }
            all.add(measure.isCounter() ? counter(measure, samples) : gauge(measure, samples));
        }
    }

    private record Sample(Labels labels, double value) {}

    private static CounterSnapshot counter(JobMeasure measure, List<Sample> samples) {
        CounterSnapshot.Builder metric =
                CounterSnapshot.builder().name(measure.metric()).help(measure.help());
        for (Sample sample : samples) {
            metric.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(sample.labels())
                    .value(sample.value())
                    .build());
        }
        return metric.build();
    }

    private static GaugeSnapshot gauge(JobMeasure measure, List<Sample> samples) {
        GaugeSnapshot.Builder metric =
                GaugeSnapshot.builder().name(measure.metric()).help(measure.help());
        for (Sample sample : samples) {
            metric.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(sample.labels())
                    .value(sample.value())
                    .build());
        }
        return metric.build();
    }
}
