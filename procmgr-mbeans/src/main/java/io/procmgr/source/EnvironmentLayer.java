package io.procmgr.source;

import io.procmgr.job.JobKey;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out which keys of which jobs the variables of an environment mean. */
final class EnvironmentLayer {
    private static final String SOURCE = "environment";

    /** What a variable means; no name stands for the defaults of all jobs. */
    private record Meaning(Optional<String> job, JobKey key, String qualifier) {
        String property() {
            String prefix = job.isEmpty() ? PropertyJobs.DEFAULTS : JobPropertyKey.PREFIX + quoted(job.get()) + ".";
            return prefix + key.key() + qualifier;
        }

        private static String quoted(String name) {
            return name.indexOf('.') < 0 ? name : '"' + name + '"';
        }
    }

    private final Set<String> names;
    private final Findings findings = new Findings(SOURCE);
    private final PropertyJobs jobs = new PropertyJobs(findings, new SystemVariables());

    private EnvironmentLayer(Set<String> names) {
        this.names = names;
    }

    /**
     * Reads the variables.
     *
     * @param known names of the jobs that are defined elsewhere
     */
    static Layer of(EnvironmentJobs environment, List<String> known) {
        Set<String> names = new LinkedHashSet<>(known);
        names.addAll(environment.names());
        EnvironmentLayer layer = new EnvironmentLayer(names);
        environment.variables().forEach(layer::add);
        return new Layer(SOURCE, layer.jobs.rawJobs(), layer.jobs.defaults(), layer.findings.problems());
    }

    private void add(String variable, String value) {
        Origin origin = new Origin("environment variable " + variable, 0);
        List<Meaning> meanings = meanings(variable);
        if (meanings.size() == 1) {
            String key = meanings.get(0).property();
            jobs.add(key, new PropertyText.Of(new Property(key, value, origin, false)));
        } else if (meanings.isEmpty()) {
            findings.add(unknown(variable, origin));
        } else {
            String all =
                    String.join(", ", meanings.stream().map(Meaning::property).toList());
            findings.add(Problem.error(
                    origin,
                    "",
                    "",
                    "means more than one property: set the system property itself (one of: " + all + ")"));
        }
    }

    private List<Meaning> meanings(String variable) {
        List<Meaning> meanings = new ArrayList<>();
        if (variable.startsWith(EnvironmentJobs.DEFAULTS)) {
            meaning(Optional.empty(), variable.substring(EnvironmentJobs.DEFAULTS.length()))
                    .ifPresent(meanings::add);
            return meanings;
        }
        for (String name : names) {
            String prefix = prefix(name);
            if (variable.startsWith(prefix)) {
                meaning(Optional.of(name), variable.substring(prefix.length())).ifPresent(meanings::add);
            }
        }
        return meanings;
    }

    private static Optional<Meaning> meaning(Optional<String> job, String rest) {
        for (JobKey key : JobKey.values()) {
            String written = written(key.key());
            if (key.qualified() && rest.startsWith(written) && rest.length() > written.length()) {
                String qualifier = rest.substring(written.length());
                String exact = key == JobKey.LIMIT ? qualifier.toLowerCase(Locale.ROOT) : qualifier;
                return Optional.of(new Meaning(job, key, exact));
            }
            if (rest.equals(written)) {
                return Optional.of(new Meaning(job, key, ""));
            }
        }
        return Optional.empty();
    }

    /** A variable may be meant for another application of the same server; a misspelt key of a job of ours is an error. */
    private Problem unknown(String variable, Origin origin) {
        List<String> keys = Arrays.stream(JobKey.values())
                .map(JobKey::key)
                .map(EnvironmentLayer::written)
                .toList();
        Stream<String> prefixes = variable.startsWith(EnvironmentJobs.DEFAULTS)
                ? Stream.of(EnvironmentJobs.DEFAULTS)
                : names.stream().map(EnvironmentLayer::prefix);
        Optional<String> meant = prefixes.filter(variable::startsWith)
                .flatMap(prefix ->
                        Nearest.exactly(variable.substring(prefix.length()), keys).map(prefix::concat).stream())
                .findFirst();
        return meant.isPresent()
                ? Problem.error(origin, "", "", "names no key of a job: did you mean " + meant.get() + "?")
                : Problem.warning(
                        origin,
                        "",
                        "",
                        "has no effect: it names no key of a known job (jobs=" + Problem.shown(String.join(", ", names))
                                + "); procmgr.job-names makes more of them known");
    }

    private static String prefix(String job) {
        return EnvironmentJobs.JOBS + written(job) + "_";
    }

    /** As MicroProfile Config writes a property as a variable. */
    private static String written(String text) {
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            written.append(plain ? c : '_');
        }
        return written.toString().toUpperCase(Locale.ROOT);
    }
}
