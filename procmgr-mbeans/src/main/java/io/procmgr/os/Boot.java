package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The running system's last boot. */
public final class Boot {
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /** A text that each boot has to itself ({@code man 4 random}); the same for all where the system has none. */
    public static String id() {
        try {
            return Files.readString(ID).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
