package io.procmgr.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process may do, most often the supervisor itself.
 *
 * @param uid effective user; −1 if not known
 * @param gid effective group; −1 if not known
 * @param capabilities effective capability bits ({@code man 7 capabilities})
 */
record Privileges(long uid, long gid, long capabilities) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int CAP_SETGID = 6;
    private static final int CAP_SETUID = 7;
    private static final int CAP_SYS_PTRACE = 19;

    static Privileges read() {
        return read(STATUS);
    }

    /** What another process may do. */
    static Privileges of(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"));
    }

    private static Privileges read(Path status) {
        try {
            return parse(Files.readAllLines(status, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new Privileges(-1, -1, 0);
        }
    }

    /** The file mode creation mask of this process; −1 if not known. */
    static int umask() {
        try {
            for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Umask:")) {
                    return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
                }
            }
        } catch (IOException e) {
            return -1;
        }
        return -1;
    }

    static Privileges parse(List<String> status) {
        long uid = -1;
        long gid = -1;
        long capabilities = 0;
        for (String line : status) {
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "Uid:" -> uid = Long.parseLong(words[2]);
                case "Gid:" -> gid = Long.parseLong(words[2]);
                case "CapEff:" -> capabilities = Long.parseUnsignedLong(words[1], 16);
                default -> {}
            }
        }
        return new Privileges(uid, gid, capabilities);
    }

    /** Whether a child may be given another user and other groups. */
    boolean maySwitchUser() {
        return has(CAP_SETUID) && has(CAP_SETGID);
    }

    /** Whether the kernel shows us all of every process. */
    boolean mayTrace() {
        return has(CAP_SYS_PTRACE);
    }

    private boolean has(int capability) {
        return (capabilities >> capability & 1) == 1;
    }
}
