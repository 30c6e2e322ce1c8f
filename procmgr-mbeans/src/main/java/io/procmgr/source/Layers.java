package io.procmgr.source;

import java.util.List;
import java.util.Objects;

/**
 * What lies below and above the configuration files. Of two places that set the same, the later one counts: the layers below
 * in their order, the files, the environment, the layers above in their order.
 *
 * @param below such as annotations and properties of the application
 * @param environment variables that set keys of the jobs that the rest defines
 * @param above such as system properties
 */
public record Layers(List<Layer> below, EnvironmentJobs environment, List<Layer> above) {
    /** The files alone. */
    public static final Layers NONE = new Layers(List.of(), EnvironmentJobs.NONE, List.of());

    public Layers {
        Objects.requireNonNull(environment, "environment");
        below = List.copyOf(below);
        above = List.copyOf(above);
    }

    /** Other layers, with the same environment. */
    public Layers with(List<Layer> newBelow, List<Layer> newAbove) {
        return new Layers(newBelow, environment, newAbove);
    }

    /** The same layers with another environment. */
    public Layers with(EnvironmentJobs other) {
        return new Layers(below, other, above);
    }

    boolean isEmpty() {
        return below.isEmpty() && environment.isEmpty() && above.isEmpty();
    }
}
