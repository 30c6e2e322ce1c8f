package io.procmgr.source;

import io.procmgr.job.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code *.properties}: {@code procmgr.jobs.<name>.<key>}, a name with a dot in double quotes, and {@code
 * procmgr.defaults.<key>} for every job.
 */
final class PropertiesFile {
    private static final String PREFIX = "procmgr.";
    private static final String JOBS = "procmgr.jobs.";
    private static final String DEFAULTS = "procmgr.defaults.";

    private final Findings findings;
    private final Variables variables;
    private final Map<String, PropertyJob> jobs = new LinkedHashMap<>();
    private final PropertyJob defaults;

    private PropertiesFile(Findings findings, Variables variables) {
        this.findings = findings;
        this.variables = variables;
        this.defaults = new PropertyJob("", 0, findings, variables);
    }

    static Definitions parse(String name, byte[] bytes, Variables variables, KnownJobs known) {
        Findings findings = new Findings(name);
        PropertiesFile file = new PropertiesFile(findings, variables);
        for (PropertyLine line : PropertyLines.read(SourceText.decode(bytes, findings))) {
            Optional<String> key = line.plainKey();
            if (key.isPresent()) {
                file.add(key.get(), line);
            } else {
                findings.error(line.line(), line.key(), "has a malformed \\u escape in its key");
            }
        }
        List<Definition> jobs = new ArrayList<>();
        for (PropertyJob job : file.jobs.values()) {
            jobs.add(job.definition(known));
        }
        return new Definitions(name, jobs, file.defaults.values(), findings.problems());
    }

    private void add(String key, PropertyLine line) {
        if (key.startsWith(JOBS)) {
            addToJob(key, line);
        } else if (key.startsWith(DEFAULTS)) {
            defaults.add(key.substring(DEFAULTS.length()), line);
        } else if (key.startsWith(PREFIX)) {
            String hint = Nearest.of(firstTwo(key), List.of(JOBS, DEFAULTS))
                    .map(near -> ": did you mean " + near + "…?")
                    .orElse(": procmgr.jobs.<name>.<key> and procmgr.defaults.<key> are allowed in a file of jobs");
            findings.error(line.line(), key, "is not known here" + hint);
        } else {
            findings.warning(line.line(), key, "has no effect: keys of procmgr begin with " + PREFIX);
        }
    }

    private void addToJob(String key, PropertyLine line) {
        boolean quoted = key.startsWith("\"", JOBS.length());
        int start = JOBS.length() + (quoted ? 1 : 0);
        int end = key.indexOf(quoted ? "\"." : ".", start);
        if (end < 0) {
            findings.error(line.line(), key, "must be procmgr.jobs.<name>.<key>, a name with a dot in double quotes");
            return;
        }
        String name = key.substring(start, end);
        String option = key.substring(end + (quoted ? 2 : 1));
        if (name.isEmpty()) {
            findings.add(Problem.error(findings.origin(line.line()), "", key, "must name a job"));
            return;
        }
        PropertyJob job = jobs.get(name);
        if (job == null) {
            job = new PropertyJob(name, line.line(), findings, variables);
            jobs.put(name, job);
        }
        job.add(option, line);
    }

    /** {@code procmgr.job.} of {@code procmgr.job.mail.nice}. */
    private static String firstTwo(String key) {
        int dot = key.indexOf('.', PREFIX.length());
        return dot < 0 ? key : key.substring(0, dot + 1);
    }
}
