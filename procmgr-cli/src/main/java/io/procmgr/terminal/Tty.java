package io.procmgr.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which terminal a descriptor of this process is. {@code System.console} knows only of all at once, and loads half a shell in
 * newer JDKs.
 */
final class Tty {
    static final int IN = 0;
    static final int OUT = 1;
    static final int ERR = 2;

    private Tty() {}

    /** The device; empty if it is none, or nobody knows. */
    static Optional<Path> of(int descriptor) {
        try {
            Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            String name = device.toString();
            boolean terminal =
                    name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
            return terminal ? Optional.of(device) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
