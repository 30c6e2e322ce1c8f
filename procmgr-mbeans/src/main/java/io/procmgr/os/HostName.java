package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The name of this host as the kernel has it; no name server is asked. */
public final class HostName implements Supplier<String> {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    @Override
    public String get() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
