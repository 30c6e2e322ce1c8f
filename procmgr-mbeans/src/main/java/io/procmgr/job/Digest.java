package io.procmgr.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A short text that is the same for two executions exactly if they make the same process, this year and the next: what is
 * not asked for leaves no trace in it, so that a new kind of option changes no digest of old definitions.
 */
final class Digest {
    private final StringBuilder text = new StringBuilder(200);

    static String of(Execution execution) {
        Digest digest = new Digest();
        for (String word : execution.command()) {
            digest.add("command", word);
        }
        digest.addIf(execution.searchPath(), "search-path");
        digest.addIf(execution.shell(), "shell");
        digest.add("directory", execution.directory());
        for (EnvironmentVariable variable : execution.environment()) {
            digest.add("env", variable.name() + "=" + variable.value());
        }
        digest.addIf(execution.inheritEnvironment(), "inherit-env");
        digest.add("user", execution.user());
        digest.add("group", execution.group());
        digest.add("umask", execution.umask());
        if (execution.nice().isPresent()) {
            digest.add("nice", execution.nice().getAsInt());
        }
        for (Integer cpu : execution.cpus()) {
            digest.add("cpu", cpu);
        }
        for (ResourceLimit limit : execution.limits()) {
            digest.add("limit." + limit.resource().key(), limit.text());
        }
        digest.add("stdin", text(execution.input()));
        digest.add("context", execution.context());
        if (execution.pidFile().isPresent()) {
            digest.add("pid-file", execution.pidFile().get().file());
        }
        if (execution.socket().isPresent()) {
            SocketRule socket = execution.socket().get();
            digest.add("socket", socket.address());
            digest.addIf(socket.accept(), "socket.accept");
            digest.add("socket.max-connections", socket.maxConnections());
        }
        digest.add("log", text(execution.output().out()));
        digest.add("log.error", text(execution.output().error()));
        digest.add("mode", execution.output().fileMode());
        digest.addIf(execution.onHostDeath() == Execution.OnHostDeath.KILL, "on-host-death");
        return digest.sum();
    }

    private static String text(LogTarget target) {
        if (target instanceof LogTarget.File file) {
            return "file " + file.path();
        }
        return target instanceof LogTarget.None ? "none" : "default";
    }

    private static String text(InputSource input) {
        return input instanceof InputSource.File file ? "file " + file.path() : "pipe";
    }

    private void addIf(boolean set, String what) {
        if (set) {
            add(what, "");
        }
    }

    private void add(String what, Optional<?> value) {
        if (value.isPresent()) {
            add(what, value.get());
        }
    }

    /** The length keeps two values from being taken for one. */
    private void add(String what, Object value) {
        String written = value.toString();
        text.append(what)
                .append(' ')
                .append(written.length())
                .append(' ')
                .append(written)
                .append('\n');
    }

    private String sum() {
        CRC32C sum = new CRC32C();
        sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue()) + "-" + Integer.toHexString(text.length());
    }
}
