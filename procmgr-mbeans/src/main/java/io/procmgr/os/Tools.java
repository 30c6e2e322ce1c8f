package io.procmgr.os;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The system's small programs that stand in for the calls which Java does not have. Found once, by absolute path. */
final class Tools {
    private static final List<String> SYSTEM = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
    private static final long ANSWER_SECONDS = 10;

    private final List<Path> directories;
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private final Map<String, Boolean> working = new ConcurrentHashMap<>();

    Tools(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** The system's directories first, so that nobody's PATH replaces {@code setpriv}; then the PATH of the JVM. */
    static Tools ofSystem() {
        List<Path> directories = new ArrayList<>();
        SYSTEM.forEach(directory -> directories.add(Path.of(directory)));
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (directory.startsWith("/")) {
                directories.add(Path.of(directory));
            }
        }
        return new Tools(directories);
    }

    Optional<String> find(String name) {
        String known = found.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        for (Path directory : directories) {
            Path file = directory.resolve(name);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                found.put(name, file.toString());
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }

    /** The path of a tool that this launch cannot do without. */
    String require(String name, String purpose) throws LaunchException {
        return find(name).orElseThrow(() -> new LaunchException("cannot " + purpose + ": this system has no " + name));
    }

    /** Whether a tool, called so, succeeds. Asked once. */
    boolean works(String name, String... arguments) throws InterruptedException {
        String call = name + ' ' + String.join(" ", arguments);
        Boolean known = working.get(call);
        if (known == null) {
            known = ask(name, arguments).isPresent();
            working.put(call, known);
        }
        return known;
    }

    /**
     * What a tool prints, if it exists, succeeds within 10 s and prints less than a pipe holds.
     *
     * @throws InterruptedException if the caller is to end
     */
    Optional<String> ask(String name, String... arguments) throws InterruptedException {
        Optional<String> tool = find(name);
        if (tool.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        words.add(tool.get());
        words.addAll(List.of(arguments));
        try {
            Process process = JdkProcesses.start(new ProcessBuilder(words)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD));
            try {
                boolean ended = process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
                process.getInputStream().close();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
