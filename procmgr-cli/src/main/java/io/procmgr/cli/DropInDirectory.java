package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.http.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Where {@code procmgr add} and {@code procmgr remove} write: a directory that the running supervisor reads. */
final class DropInDirectory {
    private final OptionSpec config = OptionSpec.builder("--config")
            .paramLabel("DIR")
            .type(Path.class)
            .description("The directory of job files. Needed only if the running procmgr reads several, or none runs.")
            .build();

    private final CommandSpec spec;
    private final Connection connection;

    /** Adds the option. */
    DropInDirectory(CommandSpec spec, Connection connection) {
        this.spec = spec;
        this.connection = connection;
        spec.addOption(config);
    }

    /**
     * The supervisor that reads the directory; empty if none runs, and {@code --config} says what is meant.
     *
     * @throws UnreachableException if none runs and nothing says what is meant
     */
    Optional<SupervisorClient> supervisor() throws UnreachableException {
        try {
            return Optional.of(connection.open(Role.OPERATOR));
        } catch (UnreachableException e) {
            if (config.getValue() == null) {
                throw new UnreachableException(e.getMessage() + "; --config DIR names a directory of job files", e);
            }
            return Optional.empty();
        }
    }

    /** The one that is meant. */
    Path of(Optional<SupervisorClient> supervisor) throws IOException {
        Optional<Path> given = Optional.<Path>ofNullable(config.getValue()).map(Path::toAbsolutePath);
        if (given.isPresent()) {
            return given.get();
        }
        List<Path> read = supervisor.orElseThrow().target().config().stream()
                .filter(Files::isDirectory)
                .toList();
        if (read.size() == 1) {
            return read.get(0);
        }
        if (read.isEmpty()) {
            throw new IOException("cannot " + spec.name()
                    + " a job: the procmgr that runs here reads no directory of job" + " files; start it with one");
        }
        throw new ParameterException(
                spec.commandLine(),
                "Missing required option: '--config=DIR', since procmgr reads several: "
                        + read.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
}
