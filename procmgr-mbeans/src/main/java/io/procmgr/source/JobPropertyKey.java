package io.procmgr.source;

import java.util.Optional;

/**
 * The full key of a property of a job: {@code procmgr.jobs.<name>.<key>}, a name with a dot in double quotes.
 *
 * @param name of the job; may be empty
 * @param option the key of the job
 */
record JobPropertyKey(String name, String option) {
    static final String PREFIX = "procmgr.jobs.";

    /** Takes a key that begins with the prefix apart; empty if it is not of the form. */
    static Optional<JobPropertyKey> parse(String key) {
        boolean quoted = key.startsWith("\"", PREFIX.length());
        int start = PREFIX.length() + (quoted ? 1 : 0);
        int end = key.indexOf(quoted ? "\"." : ".", start);
        if (end < 0) {
            return Optional.empty();
        }
        return Optional.of(new JobPropertyKey(key.substring(start, end), key.substring(end + (quoted ? 2 : 1))));
    }
}
