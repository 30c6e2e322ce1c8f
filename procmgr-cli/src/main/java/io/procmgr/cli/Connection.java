package io.procmgr.cli;

import io.procmgr.StateDirectory;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.Target;
import io.procmgr.client.UnreachableException;
import io.procmgr.http.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options that say which supervisor is meant. */
final class Connection {
    private final OptionSpec state = OptionSpec.builder("--state")
            .paramLabel("DIR")
            .type(Path.class)
            .description("State directory of the procmgr that is meant. As root /var/lib/procmgr, else"
                    + " $XDG_STATE_HOME/procmgr or ~/.local/state/procmgr.")
            .build();

    private final OptionSpec url = OptionSpec.builder("--url")
            .paramLabel("URL")
            .type(String.class)
            .description("In place of --state: where its HTTP door is, https://HOST:PORT, or http:// on this host.")
            .build();

    private final OptionSpec tokenFile = OptionSpec.builder("--token-file")
            .paramLabel("FILE")
            .type(Path.class)
            .description("With --url: holds the token.")
            .build();

    private final OptionSpec app = OptionSpec.builder("--app")
            .paramLabel("NAME")
            .type(String.class)
            .description("With --url: the application that it is embedded in.")
            .build();

    private final CommandSpec spec;

    private Connection(CommandSpec spec) {
        this.spec = spec;
        spec.addOption(state);
    }

    /** Adds the options that lead to any supervisor. */
    static Connection anywhere(CommandSpec spec) {
        Connection connection = new Connection(spec);
        spec.addOption(connection.url).addOption(connection.tokenFile).addOption(connection.app);
        return connection;
    }

    /** Adds the option that leads to one on this host. */
    static Connection here(CommandSpec spec) {
        return new Connection(spec);
    }

    /**
     * The supervisor that is meant.
     *
     * @param role what the verb needs
     * @throws UnreachableException if there is none
     */
    SupervisorClient open(Role role) throws UnreachableException {
        Optional<String> remote = Optional.ofNullable(url.getValue());
        Optional<Path> token = Optional.ofNullable(tokenFile.getValue());
        Optional<String> application = Optional.ofNullable(app.getValue());
        if (remote.isEmpty()) {
            if (token.isPresent() || application.isPresent()) {
                throw usage("--token-file and --app go with --url");
            }
            return new SupervisorClient(Target.inStateDirectory(stateDirectory(), role));
        }
        if (state.getValue() != null) {
            throw usage("--state and --url exclude each other");
        }
        if (token.isEmpty()) {
            throw usage("Missing required option: '--token-file=FILE', the token for --url");
        }
        try {
            return new SupervisorClient(Target.at(parsed(remote.get()), token.get(), application));
        } catch (IllegalArgumentException e) {
            throw usage("Invalid value for option '--url': " + e.getMessage());
        }
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(Target.FORM + " (value=" + text + ")", e);
        }
    }

    private Path stateDirectory() {
        return Optional.<Path>ofNullable(state.getValue()).orElseGet(StateDirectory::standard);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
