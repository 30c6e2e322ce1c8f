package io.procmgr.job;

/**
 * One environment variable of a job.
 *
 * @param name not empty, without {@code =} and NUL
 * @param value any text without NUL
 */
public record EnvironmentVariable(String name, String value) {
    public EnvironmentVariable {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an environment variable has a name without = and no NUL");
        }
    }
}
