package io.procmgr.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The users of a file, as it is now: it is looked at with each question, and read when it looks different. A line that cannot
 * be understood then lets nobody in; nor does a file that has gone. Safe for use by several threads.
 */
final class Users {
    private static final Logger LOGGER = System.getLogger("procmgr");

    private final Path file;
    private Optional<FileStamp> stamp;
    private List<UserLine> lines;

    private Users(Path file, Optional<FileStamp> stamp, List<UserLine> lines) {
        this.file = file;
        this.stamp = stamp;
        this.lines = lines;
    }

    /** @throws IOException if the file cannot be used; with all its problems */
    static Users in(Path file) throws IOException {
        Optional<FileStamp> stamp = FileStamp.of(file);
        UserFile.Content content = UserFile.read(file);
        if (!content.problems().isEmpty()) {
            throw new IOException("cannot use the user file:\n" + String.join("\n", content.problems()));
        }
        return new Users(file, stamp, content.users());
    }

    Optional<UserLine> named(String name) {
        return current().stream()
                .filter(user -> !user.isCertificate() && user.name().equals(name))
                .findFirst();
    }

    Optional<UserLine> of(X500Principal subject) {
        return current().stream()
                .filter(user ->
                        user.isCertificate() && UserLine.subject(user.name()).equals(subject))
                .findFirst();
    }

    private synchronized List<UserLine> current() {
        Optional<FileStamp> now = FileStamp.of(file);
        if (!now.equals(stamp)) {
            stamp = now;
            lines = read();
        }
        return lines;
    }

    private List<UserLine> read() {
        try {
            UserFile.Content content = UserFile.read(file);
            for (String problem : content.problems()) {
                LOGGER.log(Level.WARNING, "procmgr lets nobody in by this line: " + problem);
            }
            LOGGER.log(
                    Level.INFO,
                    "procmgr has read " + file + " anew (users="
                            + content.users().size() + ")");
            return content.users();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "procmgr lets in nobody of the user file: " + e.getMessage());
            return List.of();
        }
    }
}
