package io.procmgr.cli;

import io.procmgr.http.Role;
import io.procmgr.http.UserFile;
import io.procmgr.terminal.Secret;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code procmgr user}: writes or removes a user of the HTTP door. */
final class UserCommand extends Verb {
    private static final int SHORTEST = 12;

    private final PositionalParamSpec name = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .paramLabel("NAME")
            .type(String.class)
            .description(
                    "The user's name; with --certificate the subject of a certificate, such as CN=alice,O=Example.")
            .build();

    private final OptionSpec file = OptionSpec.builder("--file")
            .paramLabel("FILE")
            .required(true)
            .type(Path.class)
            .description(
                    "The file of users, which 'procmgr run --http-users FILE' reads; made if need be, of mode 0600.")
            .build();

    private final OptionSpec role = OptionSpec.builder("--role")
            .paramLabel("viewer|operator")
            .type(Role.class)
            .description("What the user may do: viewer looks, operator also acts.")
            .build();

    private final OptionSpec certificate = OptionSpec.builder("--certificate")
            .type(boolean.class)
            .initialValue(false)
            .description("The user shows a certificate and has no password.")
            .build();

    private final OptionSpec remove = OptionSpec.builder("--remove")
            .type(boolean.class)
            .initialValue(false)
            .description("Removes the user.")
            .build();

    UserCommand() {
        super("user");
        own().addPositional(name);
        own().addOption(file).addOption(role).addOption(certificate).addOption(remove);
        describe(
                new String[] {
                    "written or removed",
                    "the file cannot be used, or has no such user; or the password is too short",
                    "the command line cannot be understood"
                },
                "Writes a user of the HTTP door into a file, or changes one. The password is asked for on a terminal,"
                        + " without being shown, or is the first line of standard input. A running procmgr that uses the"
                        + " file takes the change at once.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        String user = name.getValue();
        Role given = role.getValue();
        boolean removes = remove.getValue();
        boolean shows = certificate.getValue();
        if (removes == (given != null) || removes && shows) {
            throw usage(
                    removes
                            ? "--remove excludes --role and --certificate"
                            : "Missing required option: '--role=viewer|operator', or --remove");
        }
        Path path = file.getValue();
        UserFile users = UserFile.edit(path);
        try {
            if (removes) {
                if (!users.remove(user)) {
                    throw new IOException("cannot remove " + user + ": " + path + " has no such user");
                }
            } else if (shows) {
                users.putCertificate(user, given);
            } else {
                putPassword(users, terminal, user, given);
            }
        } catch (IllegalArgumentException e) {
            throw usage("Invalid value for NAME: " + e.getMessage());
        }
        users.write();
        terminal.out().println(Text.line(user + (removes ? " is removed from " : " is written to ") + path));
        return ExitStatus.DONE;
    }

    private static void putPassword(UserFile users, Terminal terminal, String user, Role role) throws IOException {
        UserFile.requireName(user);
        char[] password = Secret.read(terminal, user);
        try {
            if (password.length < SHORTEST) {
                throw new IOException("cannot take the password: it must have " + SHORTEST
                        + " characters or more (length=" + password.length + ")");
            }
            users.put(user, role, password);
        } finally {
            Secret.wipe(password);
        }
    }
}
