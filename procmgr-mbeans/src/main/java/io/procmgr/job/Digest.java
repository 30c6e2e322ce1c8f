package io.procmgr.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A short text that is the same for two executions exactly if they make the same process, this year and the next: what is
 * not asked for leaves no trace in it, so that a new kind of option changes no digest of old definitions.
 */
final class Digest {
    private static final int UMASK = 0022;
    private static final int HASH = 31;

    private final CRC32 sum = new CRC32();
    private int length;

    static String of(Execution execution) {
        Digest digest = new Digest();
        for (String word : execution.command()) {
            digest.add("command", word);
        }
        digest.addIf(execution.searchPath(), "search-path");
        digest.addIf(execution.shell(), "shell");
        digest.add("directory", execution.directory());
        for (EnvironmentVariable variable : execution.environment()) {
            digest.add("env", variable.name());
            digest.add("=", variable.value());
        }
        digest.addIf(execution.inheritEnvironment(), "inherit-env");
        digest.add("user", execution.user());
        digest.add("group", execution.group());
        if (execution.umask() != UMASK) {
            digest.add("umask", execution.umask());
        }
        if (execution.nice().isPresent()) {
            digest.add("nice", execution.nice().getAsInt());
        }
        for (Integer cpu : execution.cpus()) {
            digest.add("cpu", cpu);
        }
        for (ResourceLimit limit : execution.limits()) {
            digest.add("limit", limit.resource().key());
            digest.add("=", limit.text());
        }
        if (execution.input() != InputSource.NOTHING && !execution.input().equals(InputSource.NOTHING)) {
            digest.add("stdin", execution.input());
        }
        digest.add("context", execution.context());
        if (execution.pidFile().isPresent()) {
            digest.add("pid-file", execution.pidFile().get().file());
        }
        if (execution.socket().isPresent()) {
            SocketRule socket = execution.socket().get();
            digest.add("socket", socket.address());
            digest.addIf(socket.accept(), "accept");
            digest.add("connections", socket.maxConnections());
        }
        digest.add("log", execution.output().out());
        digest.add("log.error", execution.output().error());
        digest.add("mode", execution.output().fileMode());
        digest.addIf(execution.onHostDeath() == Execution.OnHostDeath.KILL, "on-host-death");
        return digest.text();
    }

    private void add(String what, LogTarget target) {
        if (target instanceof LogTarget.File file) {
            add(what, file.path());
        } else if (target instanceof LogTarget.None) {
            addIf(true, what);
        } else if (target instanceof LogTarget.Separate) {
            addIf(true, what + ".separate");
        }
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

    /** The length, which comes between, keeps two values from being taken for one. */
    private void add(String what, Object value) {
        byte[] name = what.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        sum.update(name);
        sum.update(bytes.length);
        sum.update(bytes);
        length = HASH * (HASH * length + name.length) + bytes.length;
    }

    private String text() {
        return Long.toHexString(sum.getValue()) + "-" + Integer.toHexString(length);
    }
}
