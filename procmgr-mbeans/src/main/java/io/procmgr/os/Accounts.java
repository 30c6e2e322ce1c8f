package io.procmgr.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Users and groups, asked for by name or number at each launch: an account may come after its definition. */
final class Accounts {
    private static final long HIGHEST_ID = 0xffff_fffeL;

    private final Tools tools;
    private final Path passwd;
    private final Path group;

    Accounts(Tools tools) {
        this(tools, Path.of("/etc/passwd"), Path.of("/etc/group"));
    }

    Accounts(Tools tools, Path passwd, Path group) {
        this.tools = tools;
        this.passwd = passwd;
        this.group = group;
    }

    /** {@code getent} sees every directory service; the plain file is for systems without it. */
    Optional<Account> user(String nameOrId) throws InterruptedException {
        return entry("passwd", passwd, nameOrId).map(Account::parse);
    }

    /** The number of a group; a plain number need not be one that the system knows. */
    OptionalLong group(String nameOrId) throws InterruptedException {
        Optional<String> entry = entry("group", group, nameOrId);
        return entry.isPresent() ? OptionalLong.of(Long.parseLong(entry.get().split(":", -1)[2])) : id(nameOrId);
    }

    /** The number that the text is, if it can be an id. */
    static OptionalLong id(String text) {
        if (!text.matches("[0-9]{1,10}")) {
            return OptionalLong.empty();
        }
        long id = Long.parseLong(text);
        return id <= HIGHEST_ID ? OptionalLong.of(id) : OptionalLong.empty();
    }

    private Optional<String> entry(String database, Path file, String key) throws InterruptedException {
        if (key.isEmpty() || key.indexOf(':') >= 0 || key.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        if (tools.find("getent").isPresent()) {
            return tools.ask("getent", database, "--", key).map(String::strip).filter(line -> !line.isEmpty());
        }
        Predicate<String> named = line -> line.startsWith(key + ":");
        return find(file, named)
                .or(() -> id(key).isPresent() ? find(file, line -> hasId(line, key)) : Optional.empty());
    }

    private static boolean hasId(String line, String id) {
        String[] fields = line.split(":", -1);
        return fields.length > 2 && fields[2].equals(id);
    }

    private static Optional<String> find(Path file, Predicate<String> wanted) {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(wanted).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
