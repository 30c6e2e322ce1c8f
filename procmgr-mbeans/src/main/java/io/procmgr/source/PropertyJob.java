package io.procmgr.source;

import io.procmgr.job.Dialect;
import io.procmgr.job.JobKey;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the keys of one job, or of the defaults for all, from lines of properties. */
final class PropertyJob {
    private static final Set<JobKey> LISTS = EnumSet.of(
            JobKey.COMMAND,
            JobKey.CLASS_PATH,
            JobKey.JVM_ARGS,
            JobKey.TAGS,
            JobKey.WATCH,
            JobKey.NO_RESTART_EXIT_CODES,
            JobKey.SUCCESS_EXIT_CODES);

    private record Entry(JobKey key, String qualifier, String option, PropertyLine line) {}

    private final String name;
    private final int line;
    private final Findings findings;
    private final Variables variables;
    private final List<Entry> entries = new ArrayList<>();
    private boolean wrong;

    PropertyJob(String name, int line, Findings findings, Variables variables) {
        this.name = name;
        this.line = line;
        this.findings = findings;
        this.variables = variables;
    }

    /**
     * Takes a line.
     *
     * @param option its key without what names the job
     */
    void add(String option, PropertyLine property) {
        Optional<JobKey> known = JobKey.parse(option);
        if (known.isEmpty()) {
            error(property, option, "is no key of a job" + hint(option));
            return;
        }
        JobKey key = known.get();
        String qualifier = key.qualified() ? option.substring(key.key().length()) : "";
        entries.add(new Entry(key, qualifier, option, property));
    }

    /** The job, as it is known or else to be judged. */
    Definition definition(KnownJobs known) {
        Origin origin = findings.origin(line);
        Optional<Excerpt> text = text();
        Optional<Definition> before = text.isPresent() ? known.find(text.get(), origin) : Optional.empty();
        if (before.isPresent()) {
            return before.get();
        }
        RawJob job = new RawJob(name, Dialect.PROCMGR, origin, values());
        return new Definition.Written(job, wrong ? Optional.empty() : text);
    }

    /** All its lines and no others; empty if they do not tell all: a line may be wrong, or name a variable. */
    private Optional<Excerpt> text() {
        StringBuilder text = new StringBuilder("=").append(name).append('\n');
        for (Entry entry : entries) {
            PropertyLine property = entry.line();
            text.append(property.key()).append('=').append(property.value()).append('\n');
        }
        boolean variable = text.indexOf("$") >= 0 || text.indexOf("\\u") >= 0;
        return wrong || variable ? Optional.empty() : Optional.of(Excerpt.of(text.toString()));
    }

    List<RawValue> values() {
        boolean shell = false;
        for (Entry entry : entries) {
            shell |= isShell(entry);
        }
        List<RawValue> values = new ArrayList<>();
        for (Entry entry : entries) {
            values.add(new RawValue(
                    entry.key(),
                    entry.qualifier(),
                    words(entry, shell),
                    entry.option(),
                    findings.origin(entry.line().line())));
        }
        return values;
    }

    private boolean isShell(Entry entry) {
        if (entry.key() != JobKey.SHELL) {
            return false;
        }
        Optional<String> template = entry.line().template();
        return template.isPresent()
                && variables.expand(template.get().strip(), toldElsewhere -> {}).equals("true");
    }

    private List<String> words(Entry entry, boolean shell) {
        // the shell expands its own variables: the text goes to it untouched
        boolean untouched = shell && entry.key() == JobKey.COMMAND;
        Optional<String> text =
                untouched ? entry.line().plainValue() : entry.line().template();
        if (text.isEmpty()) {
            error(entry, "has a malformed \\u escape: four hexadecimal digits must follow");
            return List.of();
        }
        if (untouched) {
            return List.of(text.get());
        }
        if (!LISTS.contains(entry.key())) {
            // blanks at the end of a line are not seen; in a variable's value they may be meant
            String value = entry.key() == JobKey.ENV ? text.get() : text.get().strip();
            return List.of(expand(entry, value));
        }
        Optional<List<String>> words = Words.split(text.get());
        if (words.isEmpty()) {
            error(entry, "has a quote that is not closed");
        }
        List<String> expanded = new ArrayList<>();
        for (String word : words.orElse(List.of())) {
            expanded.add(expand(entry, word));
        }
        return expanded;
    }

    private String expand(Entry entry, String template) {
        return template.indexOf('$') < 0 ? template : variables.expand(template, problem -> error(entry, problem));
    }

    private String hint(String option) {
        int dot = option.indexOf('.');
        String head = dot < 0 ? option : option.substring(0, dot + 1);
        List<String> keys = Arrays.stream(JobKey.values()).map(JobKey::key).toList();
        return Nearest.of(option, keys)
                .or(() -> Nearest.of(head, keys))
                .map(near -> ": did you mean " + near + "?")
                .orElse(
                        quotable(option)
                                ? ": a job name with a dot is quoted, as in procmgr.jobs.\"my.job\".command"
                                : "");
    }

    /** Whether a known key stands behind one of the dots: the name in front of it had dots too. */
    private static boolean quotable(String option) {
        return JobKey.parse(option.substring(option.lastIndexOf('.') + 1)).isPresent() && option.indexOf('.') > 0;
    }

    private void error(Entry entry, String message) {
        error(entry.line(), entry.option(), message);
    }

    private void error(PropertyLine property, String option, String message) {
        wrong = true;
        findings.add(Problem.error(findings.origin(property.line()), name, option, message));
    }
}
