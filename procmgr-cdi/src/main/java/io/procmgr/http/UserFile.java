package io.procmgr.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of users, one to a line: {@code name:role:hash}. Empty lines and those that begin with {@code #} are passed over,
 * and kept when the file is written. It is of mode 0600. Not for use by several threads; two writers at once lose the change
 * of one.
 */
public final class UserFile {
    /** A hash of nothing that is known. */
    static final String NO_PASSWORD = "$pbkdf2-sha512$210000$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(86);

    private static final String REMEDY = "chmod 600 keeps its hashes from them";

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    private UserFile(Path file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param users those of the lines that can be understood
     * @param problems of the others, as {@code file:line: message}
     */
    record Content(List<UserLine> users, List<String> problems) {
        Content {
            users = List.copyOf(users);
            problems = List.copyOf(problems);
        }
    }

    /** @throws IOException if the file cannot be read, or others than its owner may use it */
    static Content read(Path file) throws IOException {
        return content(file, PrivateFile.read(file, REMEDY).lines().toList());
    }

    private static Content content(Path file, List<String> lines) {
        List<UserLine> users = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                UserLine user = UserLine.parse(line);
                if (users.stream().anyMatch(user::isSameUser)) {
                    throw new IllegalArgumentException(user.name() + " has a line already");
                }
                users.add(user);
            } catch (IllegalArgumentException e) {
                problems.add(file + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        return new Content(users, problems);
    }

    /**
     * Reads a file to change it; one that is not there begins empty.
     *
     * @throws IOException if it cannot be read, others than its owner may use it, or a line cannot be understood
     */
    public static UserFile edit(Path file) throws IOException {
        UserFile edited = new UserFile(file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            edited.lines.addAll(PrivateFile.read(file, REMEDY).lines().toList());
            List<String> problems = content(file, edited.lines).problems();
            if (!problems.isEmpty()) {
                throw new IOException("cannot change " + file + ":\n" + String.join("\n", problems));
            }
        }
        return edited;
    }

    /** @throws IllegalArgumentException if no user can have this name */
    public static void requireName(String name) {
        UserLine.requireName(name);
    }

    /**
     * Adds a user, or changes one. The password may be wiped afterwards.
     *
     * @throws IllegalArgumentException if no user can have this name
     */
    public void put(String name, Role role, char[] password) {
        UserLine.requireName(name);
        put(new UserLine(name, role, Optional.of(PasswordHash.of(password))));
    }

    /**
     * Adds who shows a certificate with this subject, or changes their role.
     *
     * @throws IllegalArgumentException if it is no distinguished name
     */
    public void putCertificate(String subject, Role role) {
        UserLine.subject(subject);
        put(new UserLine(subject, role, Optional.empty()));
    }

    private void put(UserLine user) {
        int at = find(user);
        if (at < 0) {
            lines.add(user.toString());
        } else {
            lines.set(at, user.toString());
        }
    }

    /** Whether the user has been there; a subject is told from a name by its {@code =}. */
    public boolean remove(String name) {
        boolean subject = name.contains("=");
        if (subject) {
            UserLine.subject(name);
        }
        UserLine sought = new UserLine(
                name, Role.VIEWER, subject ? Optional.empty() : Optional.of(PasswordHash.parse(NO_PASSWORD)));
        int at = find(sought);
        if (at >= 0) {
            lines.remove(at);
        }
        return at >= 0;
    }

    private int find(UserLine sought) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && UserLine.parse(line).isSameUser(sought)) {
                return i;
            }
        }
        return -1;
    }

    /** Writes it in one step, readable by its owner only. */
    public void write() throws IOException {
        PrivateFile.write(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }
}
