package io.procmgr.os;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What this engine can do on this system, by what means, and what it cannot: for operators and for messages. */
final class Capabilities {
    private Capabilities() {}

    /** In a fixed order; a value that begins with {@code none:} says why and what follows from it. */
    static Map<String, String> ofNative(Tools tools) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("engine", "native: posix_spawn, pidfd and epoll (Java " + Runtime.version() + ")");
        all.put("session", "posix_spawn");
        all.put("signals", "posix_spawn");
        putTools(all, tools);
        all.put("stdin-pipe", "mkfifo");
        all.put("sockets", "descriptor 3");
        all.put("words", "UTF-8");
        all.put("exit-watch", "pidfd, all by one thread");
        all.put(
                "exit-status",
                "exit codes and signals, as the kernel tells them; of adopted processes for certain from Linux 6.15 on");
        all.put("processes", "/proc");
        all.put(
                "orphans",
                HostEnd.isInit() ? "taken, as process 1 of the container" : "those of the system's process 1");
        all.put(
                "log-rotation",
                "fallocate, without loss; on file systems that cannot (tmpfs, btrfs, NFS) copy-truncate");
        all.put("log-watch", "inotify, told of the first write, at most five times a second");
        all.put("file-watch", "inotify, told when a file is closed after writing; looked at again every 10 s or more");
        return Collections.unmodifiableMap(all);
    }

    /** The same of the engine that needs nothing but the JDK and programs of the system. */
    static Map<String, String> ofJava(Tools tools, ProcScan processes, Words words) throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("engine", "java: ProcessBuilder and system programs (Java " + Runtime.version() + ")");
        all.put("session", by(tools, "setsid", "only a job's main process gets signals"));
        all.put("signals", signals(tools));
        putTools(all, tools);
        all.put("stdin-pipe", ToolPipes.means(tools));
        all.put("sockets", "none: the JDK hands over no descriptors, so a job with a socket is not launched");
        all.put(
                "words",
                words.passes("\u00fc")
                        ? "UTF-8"
                        : "UTF-8 by a shell: the JVM's locale cannot carry it, nor paths that are not ASCII");
        all.put("exit-watch", "one waiting thread for each process");
        all.put("exit-status", "exit codes 129 to 192 are taken for signals; not known of adopted processes");
        all.put(
                "processes",
                processes.available() ? "/proc" : "none: no /proc, so members of a session and resources are not seen");
        all.put(
                "orphans",
                HostEnd.isInit()
                        ? "none: run an init as process 1 (docker run --init), or zombies stay"
                        : "those of the system's process 1");
        all.put("log-rotation", rotation(tools));
        all.put("log-inherit", "standard error only if it is a pipe, a terminal or a file that is appended to");
        all.put("log-watch", "none: the sizes of log files are looked at every 5 s");
        all.put("file-watch", "WatchService, told 150 ms after the last of a burst; looked at again every 5 s");
        return Collections.unmodifiableMap(all);
    }

    /** What is done by a small program in either engine. */
    private static void putTools(Map<String, String> all, Tools tools) {
        all.put("users", users(tools));
        all.put("limits", by(tools, "prlimit", "a job with limits is not launched"));
        all.put("cpus", by(tools, "taskset", "a job with cpus is not launched"));
        all.put("nice", by(tools, "nice", "a job with nice is not launched"));
    }

    private static String by(Tools tools, String tool, String without) {
        return tools.find(tool).orElse("none: no " + tool + ", so " + without);
    }

    private static String signals(Tools tools) throws InterruptedException {
        return LaunchPlan.resetsSignals(tools)
                ? tools.find("env").orElseThrow() + " --default-signal"
                : "none: no env --default-signal, so children inherit the signals that the JVM blocks or ignores";
    }

    private static String rotation(Tools tools) {
        return tools.find("fallocate")
                .map(tool ->
                        tool + ", without loss where the file system can; not for files that a job with a user names")
                .orElse("copy-truncate, which may lose lines: no fallocate");
    }

    private static String users(Tools tools) {
        Privileges own = Privileges.read();
        Optional<String> setpriv = tools.find("setpriv");
        if (!own.maySwitchUser()) {
            return "none: a job of another user than uid " + own.uid() + " is not launched";
        }
        return setpriv.orElse("none: no setpriv, so a job with a user is not launched");
    }
}
