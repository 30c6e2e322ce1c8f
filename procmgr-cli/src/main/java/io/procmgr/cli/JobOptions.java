package io.procmgr.cli;

import io.procmgr.job.JobKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of {@code procmgr add} that say what the job is: those that are needed most, and {@code --set} for any key. */
final class JobOptions {
    private final OptionSpec directory = text("--directory", "DIR", "Working directory.");
    private final OptionSpec user = text("--user", "NAME", "Account of the process.");
    private final OptionSpec description = text("--description", "TEXT", "What the job is for.");
    private final OptionSpec restart = text("--restart", "RULE", "always, on-failure, never or once.");
    private final OptionSpec environment = many("--env", "NAME=VALUE", "An environment variable; may be repeated.");
    private final OptionSpec tags = many("--tag", "TAG", "For @tag selectors; may be repeated.");
    private final OptionSpec others =
            many("--set", "KEY=VALUE", "Any other key of a job file, such as stop.timeout=30s; may be repeated.");
    private final OptionSpec shell = OptionSpec.builder("--shell")
            .type(boolean.class)
            .initialValue(false)
            .description("Run the command, one text, by /bin/sh -c.")
            .build();

    private final CommandSpec spec;

    /** Adds the options. */
    JobOptions(CommandSpec spec) {
        this.spec = spec;
        for (OptionSpec option : List.of(directory, environment, user, restart, tags, description, shell, others)) {
            spec.addOption(option);
        }
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    private static OptionSpec many(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** The text of the file. */
    String text(List<String> command) {
        boolean byShell = shell.getValue();
        JobFileText text = new JobFileText().command(command, byShell);
        if (byShell) {
            text.put(JobKey.SHELL.key(), "true");
        }
        Optional<String> path = Optional.ofNullable(directory.getValue());
        path.ifPresent(value -> text.put(
                JobKey.DIRECTORY.key(),
                Path.of(value).toAbsolutePath().normalize().toString()));
        put(text, JobKey.USER, user);
        put(text, JobKey.RESTART, restart);
        put(text, JobKey.DESCRIPTION, description);
        if (!values(tags).isEmpty()) {
            text.put(JobKey.TAGS.key(), String.join(" ", values(tags)));
        }
        for (String variable : values(environment)) {
            String[] parts = parts(variable, "--env", "NAME=VALUE");
            text.put(JobKey.ENV.key() + parts[0], parts[1]);
        }
        for (String other : values(others)) {
            String[] parts = parts(other, "--set", "KEY=VALUE");
            text.put(parts[0], parts[1]);
        }
        return text.toString();
    }

    private static void put(JobFileText text, JobKey key, OptionSpec option) {
        Optional<String> value = Optional.ofNullable(option.getValue());
        value.ifPresent(given -> text.put(key.key(), given));
    }

    private static List<String> values(OptionSpec option) {
        return Optional.<List<String>>ofNullable(option.getValue()).orElseGet(ArrayList::new);
    }

    private String[] parts(String text, String option, String form) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? "" : text.substring(0, equals);
        if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c == ':' || c == '\\' || c == '#' || c == '!')) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': must be " + form + " (value=" + text + ")");
        }
        return new String[] {key, text.substring(equals + 1)};
    }
}
