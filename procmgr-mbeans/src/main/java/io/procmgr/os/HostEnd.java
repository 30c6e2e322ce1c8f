package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether processes that are left outlive the supervisor's host: a container ends with its process 1, and systemd ends all
 * processes of a unit unless it is told otherwise.
 */
public final class HostEnd implements AutoCloseable {
    /** Pid of the process with which a container ends. */
    static final int INIT = 1;

    private static final Path CGROUP = Path.of("/proc/self/cgroup");
    private static final String SERVICE = ".service";

    private final Thread thread;

    private HostEnd(Thread thread) {
        this.thread = thread;
    }

    /** Whether this is process 1 of a container. */
    public static boolean isInit() {
        return ProcessHandle.current().pid() == INIT;
    }

    /**
     * Finds out, on a thread of its own, whether systemd would end what is left, and tells why; says nothing if it would not, or
     * if there is no systemd.
     */
    public static HostEnd ask(Consumer<String> reason) {
        return new HostEnd(EngineThreads.start("host-end", () -> {
            try {
                ofSystemd(Tools.ofSystem()).ifPresent(reason);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static Optional<String> ofSystemd(Tools tools) throws InterruptedException {
        Optional<Unit> unit = unit();
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> mode = tools.ask("systemctl", unit.get().question()).map(String::strip);
        return mode.filter(word -> word.equals("control-group") || word.equals("mixed"))
                .map(word -> "unit " + unit.get().name() + " has KillMode=" + word
                        + ", by which systemd ends them with it; KillMode=process leaves them");
    }

    private static Optional<Unit> unit() {
        try {
            return Unit.of(Files.readString(CGROUP));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A unit of systemd.
     *
     * @param name such as {@code procmgr.service}
     * @param ofUser whether it belongs to a user's own systemd
     */
    record Unit(String name, boolean ofUser) {
        /** The innermost service of a control group, as {@code /proc/PID/cgroup} tells it ({@code man 7 cgroups}). */
        static Optional<Unit> of(String cgroups) {
            Optional<Unit> found = Optional.empty();
            for (String line : cgroups.split("\n")) {
                // version 2, or the hierarchy of systemd in version 1
                if (line.startsWith("0::") || line.contains(":name=systemd:")) {
                    found = ofPath(line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1));
                }
                if (found.isPresent()) {
                    return found;
                }
            }
            return found;
        }

        private static Optional<Unit> ofPath(String path) {
            boolean ofUser = false;
            String name = "";
            for (String part : path.split("/")) {
                if (part.endsWith(SERVICE)) {
                    ofUser |= name.startsWith("user@");
                    name = part;
                }
            }
            return name.isEmpty() || name.startsWith("user@") ? Optional.empty() : Optional.of(new Unit(name, ofUser));
        }

        String[] question() {
            List<String> words = new ArrayList<>(List.of("show", "--property=KillMode", "--value", "--", name));
            if (ofUser) {
                words.add(0, "--user");
            }
            return words.toArray(String[]::new);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        EngineThreads.awaitEnd(thread);
    }
}
