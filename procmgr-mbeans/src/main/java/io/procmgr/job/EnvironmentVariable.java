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

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof EnvironmentVariable variable
                        && name.equals(variable.name)
                        && value.equals(variable.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + value.hashCode();
    }
}
