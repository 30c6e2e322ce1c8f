package io.procmgr.source;

import io.procmgr.job.CommandText;
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
            JobKey.ALERTS,
            JobKey.ALERTS_STDERR,
            JobKey.WATCH,
            JobKey.NO_RESTART_EXIT_CODES,
            JobKey.SUCCESS_EXIT_CODES);

    private record Entry(JobKey key, String qualifier, String option, PropertyText text) {}

    private final String name;
    private final Origin origin;
    private final Findings findings;
    private final Variables variables;
    private final List<Entry> entries = new ArrayList<>();
    private boolean wrong;

    PropertyJob(String name, Origin origin, Findings findings, Variables variables) {
        this.name = name;
        this.origin = origin;
        this.findings = findings;
        this.variables = variables;
    }

    /**
     * Takes a property.
     *
     * @param option its key without what names the job
     */
    void add(String option, PropertyText property) {
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
        Optional<Excerpt> text = text();
        Optional<Definition> before = text.isPresent() ? known.find(text.get(), origin) : Optional.empty();
        if (before.isPresent()) {
            return before.get();
        }
        RawJob job = raw();
        return new Definition.Written(job, wrong ? Optional.empty() : text);
    }

    RawJob raw() {
        return new RawJob(name, Dialect.PROCMGR, origin, values());
    }

    /** All its lines and no others; empty if they do not tell all: a line may be wrong, or name a variable. */
    private Optional<Excerpt> text() {
        StringBuilder text = new StringBuilder("=").append(name).append('\n');
        for (Entry entry : entries) {
            entry.text().writeTo(text);
            text.append('\n');
        }
        boolean variable = text.indexOf("$") >= 0 || text.indexOf("\\u") >= 0;
        return wrong || variable ? Optional.empty() : Optional.of(Excerpt.of(text.toString()));
    }

    List<RawValue> values() {
        List<RawValue> values = new ArrayList<>();
        for (Entry entry : entries) {
            values.add(value(entry));
        }
        return values;
    }

    private RawValue value(Entry entry) {
        Optional<String> template = entry.text().template();
        if (template.isEmpty()) {
            error(entry, "has a malformed \\u escape: four hexadecimal digits must follow");
            return value(entry, List.of(), Optional.empty());
        }
        List<String> problems = new ArrayList<>();
        List<String> words = words(entry, template.get(), problems);
        if (entry.key() == JobKey.COMMAND) {
            // a shell expands its own variables: the text goes to it untouched, and nothing is wrong with it
            String verbatim = entry.text().plainValue().orElseThrow();
            return value(entry, words, Optional.of(new CommandText(verbatim, words, problems)));
        }
        for (String problem : problems) {
            error(entry, problem);
        }
        return value(entry, words, Optional.empty());
    }

    private static RawValue value(Entry entry, List<String> words, Optional<CommandText> text) {
        return new RawValue(
                entry.key(),
                entry.qualifier(),
                words,
                entry.option(),
                entry.text().origin(),
                text);
    }

    private List<String> words(Entry entry, String template, List<String> problems) {
        if (!LISTS.contains(entry.key())) {
            // blanks at the end of a line are not seen; in a variable's value they may be meant
            String value = entry.key() == JobKey.ENV ? template : template.strip();
            return List.of(expand(entry, value, problems));
        }
        Optional<List<String>> words = Words.split(template);
        if (words.isEmpty()) {
            problems.add("has a quote that is not closed");
        }
        List<String> expanded = new ArrayList<>();
        for (String word : words.orElse(List.of())) {
            expanded.add(expand(entry, word, problems));
        }
        return expanded;
    }

    private String expand(Entry entry, String template, List<String> problems) {
        return entry.text().literal() || template.indexOf('$') < 0
                ? template
                : variables.expand(template, problems::add);
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
        error(entry.text(), entry.option(), message);
    }

    private void error(PropertyText property, String option, String message) {
        wrong = true;
        findings.add(Problem.error(property.origin(), name, option, message));
    }
}
