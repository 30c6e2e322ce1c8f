package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The supervisor's own standard output or error, for an engine that can hand on standard output alone, by opening it anew. */
final class OwnStream {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path FLAGS = Path.of("/proc/self/fdinfo");
    private static final int APPEND = 02000;

    private OwnStream() {}

    /** A name under which a child can open it. A socket has none, and a file would be written to from its beginning. */
    static String name(int descriptor) throws LaunchException {
        String number = Integer.toString(descriptor);
        try {
            String target = Files.readSymbolicLink(DESCRIPTORS.resolve(number)).toString();
            boolean file = Files.isRegularFile(DESCRIPTORS.resolve(number));
            if (target.startsWith("socket:") || file && !appends(number)) {
                throw new LaunchException("cannot hand on the supervisor's own "
                        + (descriptor == 1 ? "standard output" : "standard error")
                        + ": the java engine can do so with a pipe, a terminal or a file that is appended to (it is "
                        + target + ")");
            }
        } catch (IOException e) {
            throw new LaunchException("cannot hand on the supervisor's own streams: " + e.getMessage(), e);
        }
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
    }

    private static boolean appends(String number) throws IOException {
        for (String line : Files.readAllLines(FLAGS.resolve(number))) {
            if (line.startsWith("flags:")) {
                return (Integer.parseInt(line.substring("flags:".length()).strip(), 8) & APPEND) != 0;
            }
        }
        return false;
    }

    /** Whether both are one. */
    static boolean areOne() {
        try {
            return Files.readSymbolicLink(DESCRIPTORS.resolve("1"))
                    .equals(Files.readSymbolicLink(DESCRIPTORS.resolve("2")));
        } catch (IOException e) {
            return false;
        }
    }
}
