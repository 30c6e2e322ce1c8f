package io.procmgr.cli;

import io.procmgr.job.Durations;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options {@code --no-wait} and {@code --timeout}. */
final class Patience {
    private static final String USUAL = "60s";

    private final OptionSpec noWait = OptionSpec.builder("--no-wait")
            .type(boolean.class)
            .initialValue(false)
            .description("Return once the command is accepted.")
            .build();

    private final OptionSpec timeout = OptionSpec.builder("--timeout")
            .paramLabel("DURATION")
            .type(Duration.class)
            .converters(new DurationText())
            .description("How long to wait for the outcome; " + USUAL + " by default.")
            .build();

    private final CommandSpec spec;

    private final boolean offered;

    /** Adds the options. */
    Patience(CommandSpec spec) {
        this(spec, true);
    }

    /** Adds the options if there is an outcome to wait for. */
    Patience(CommandSpec spec, boolean offered) {
        this.spec = spec;
        this.offered = offered;
        if (offered) {
            spec.addOption(noWait).addOption(timeout);
        }
    }

    boolean waits() {
        if (!offered) {
            return false;
        }
        boolean not = noWait.getValue();
        if (not && timeout.getValue() != null) {
            throw new ParameterException(spec.commandLine(), "--no-wait and --timeout exclude each other");
        }
        return !not;
    }

    Duration timeout() {
        Duration given = timeout.getValue();
        return given == null ? Durations.of(USUAL) : given;
    }
}
