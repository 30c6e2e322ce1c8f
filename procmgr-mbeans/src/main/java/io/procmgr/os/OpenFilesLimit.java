package io.procmgr.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How many files a child may have open unless its definition says so. The JVM raises its own soft limit to the hard one
 * when it starts; programs that loop over all descriptors, or use {@code select}, suffer from that. Children get back
 * what the supervisor was most likely started with: the soft limit of its parent, or 1,024.
 */
final class OpenFilesLimit {
    private static final long USUAL = 1024;
    private static final long INIT = 1;

    private OpenFilesLimit() {}

    /** What the launcher of the command says, which knows it; else that of the parent. */
    static OptionalLong ofHost() {
        OptionalLong told = Accounts.id(System.getProperty("procmgr.open-files", ""));
        return told.isPresent() ? told : ofParent();
    }

    /** Read early: the parent may end. Empty where there is no {@code /proc}: children keep the JVM's. */
    static OptionalLong ofParent() {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(INIT);
        OptionalLong hard = limit(Path.of("/proc/self/limits"), 1);
        // init's own limits are not those of what it starts
        OptionalLong soft = parent == INIT ? OptionalLong.empty() : limit(Path.of("/proc/" + parent + "/limits"), 0);
        return hard.isPresent()
                ? OptionalLong.of(Math.min(soft.orElse(USUAL), hard.getAsLong()))
                : OptionalLong.empty();
    }

    private static OptionalLong limit(Path limits, int column) {
        try {
            for (String line : Files.readAllLines(limits, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Max open files")) {
                    return Accounts.id(
                            line.substring("Max open files".length()).strip().split("\\s+")[column]);
                }
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
