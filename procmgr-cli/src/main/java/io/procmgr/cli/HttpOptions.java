package io.procmgr.cli;

import io.procmgr.InvalidConfigurationException;
import io.procmgr.SettingKey;
import io.procmgr.SettingValues;
import io.procmgr.http.DoorSettings;
import io.procmgr.http.PublicPart;
import io.procmgr.job.PlainValues;
import io.procmgr.job.Problem;
import io.procmgr.source.Property;
import io.procmgr.source.PropertySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of {@code run} that are about the HTTP door. */
final class HttpOptions {
    private static final String PREFIX = "procmgr.http.";

    private final OptionSpec http = OptionSpec.builder("--http")
            .paramLabel("HOST:PORT|off")
            .type(String.class)
            .description("Where the HTTP door listens: a loopback address, or any with TLS; port 0 is a free one. By"
                    + " default 127.0.0.1:8778, or a free port if that is taken.")
            .build();

    private final OptionSpec open = OptionSpec.builder("--http-public")
            .paramLabel("health,metrics")
            .type(String.class)
            .description("What the HTTP door shows without a token: neither tells a command, health no name either.")
            .build();

    private final OptionSpec users = OptionSpec.builder("--http-users")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Users whom the HTTP door lets in beside those with a token; 'procmgr user' writes it.")
            .build();

    private final OptionSpec config = OptionSpec.builder("--http-config")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Properties procmgr.http.* of the HTTP door: TLS, client certificates, further host names and"
                    + " all that the other options say, which override it.")
            .build();

    private final CommandSpec spec;

    HttpOptions(CommandSpec spec) {
        this.spec = spec;
    }

    void add() {
        spec.addOption(http).addOption(open).addOption(users).addOption(config);
    }

    /**
     * What they say, also if there is to be no door: JMX by RMI lets in the same users.
     *
     * @throws ParameterException if an option cannot be understood
     * @throws InvalidConfigurationException if the file of properties has errors
     * @throws IOException if it cannot be read
     */
    DoorSettings settings() throws IOException {
        HttpAddress address = address();
        Path file = config.getValue();
        DoorSettings settings = file == null ? DoorSettings.LOCAL : read(file);
        if (address.host().isPresent()) {
            settings = settings.at(address.host().get(), address.port());
        }
        String shown = open.getValue();
        if (shown != null) {
            settings = publicParts(settings, shown);
        }
        Path userFile = users.getValue();
        return userFile == null ? settings : settings.withUsers(userFile);
    }

    /** Whether there is to be a door. */
    boolean isOn() {
        return address().isOn();
    }

    /** @throws ParameterException if an option cannot be understood */
    void check() {
        address();
        String shown = open.getValue();
        if (shown != null) {
            publicParts(DoorSettings.LOCAL, shown);
        }
    }

    private HttpAddress address() {
        String text = http.getValue();
        try {
            return text == null ? HttpAddress.UNSAID : HttpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--http", e);
        }
    }

    private DoorSettings publicParts(DoorSettings settings, String text) {
        try {
            return settings.withOpen(PublicPart.parse(PlainValues.words(text)));
        } catch (IllegalArgumentException e) {
            throw wrong("--http-public", e);
        }
    }

    private ParameterException wrong(String option, IllegalArgumentException e) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "': " + e.getMessage(), e);
    }

    private static DoorSettings read(Path file) throws IOException {
        PropertySource source;
        try {
            source = PropertySource.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e, e);
        }
        List<Problem> problems = new ArrayList<>(source.problems());
        List<Property> ours = new ArrayList<>();
        for (Property property : source.properties()) {
            boolean known = SettingKey.parse(property.key()).isPresent();
            if (property.key().startsWith(PREFIX) || !known && property.key().startsWith("procmgr.")) {
                ours.add(property);
            } else {
                problems.add(Problem.error(
                        property.origin(), "", property.key(), "has no effect here: keys begin with " + PREFIX));
            }
        }
        SettingValues values = SettingValues.read(ours);
        problems.addAll(values.problems());
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return DoorSettings.of(values);
    }
}
