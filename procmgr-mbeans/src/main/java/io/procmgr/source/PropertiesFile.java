package io.procmgr.source;

import java.util.List;
import java.util.Optional;

/**
 * Reads {@code *.properties}: {@code procmgr.jobs.<name>.<key>}, a name with a dot in double quotes, and {@code
 * procmgr.defaults.<key>} for every job.
 */
final class PropertiesFile {
    private static final String PREFIX = "procmgr.";

    private PropertiesFile() {}

    static Definitions parse(String name, byte[] bytes, Variables variables, KnownJobs known) {
        Findings findings = new Findings(name);
        PropertyJobs jobs = new PropertyJobs(findings, variables);
        for (PropertyLine line : PropertyLines.read(SourceText.decode(bytes, findings))) {
            Optional<String> key = line.plainKey();
            if (key.isEmpty()) {
                findings.error(line.line(), line.key(), "has a malformed \\u escape in its key");
            } else if (!jobs.add(key.get(), new PropertyText.Line(line, name))) {
                refuse(key.get(), line, findings);
            }
        }
        return new Definitions(
                name, jobs.definitions(known), jobs.defaults(), List.of(), jobs.alerts(), findings.problems());
    }

    private static void refuse(String key, PropertyLine line, Findings findings) {
        if (key.startsWith(PREFIX)) {
            String hint = Nearest.of(
                            firstTwo(key), List.of(JobPropertyKey.PREFIX, PropertyJobs.DEFAULTS, PropertyJobs.ALERTS))
                    .map(near -> ": did you mean " + near + "…?")
                    .orElse(
                            ": procmgr.jobs.<name>.<key>, procmgr.defaults.<key> and procmgr.alerts.<channel>.<key> are allowed in a file of jobs");
            findings.error(line.line(), key, "is not known here" + hint);
        } else {
            findings.warning(line.line(), key, "has no effect: keys of procmgr begin with " + PREFIX);
        }
    }

    /** {@code procmgr.job.} of {@code procmgr.job.mail.nice}. */
    private static String firstTwo(String key) {
        int dot = key.indexOf('.', PREFIX.length());
        return dot < 0 ? key : key.substring(0, dot + 1);
    }
}
