package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The supervisor's own variables as bytes: under the C locale Java's {@code getenv} breaks what is not ASCII. Immutable;
 * the environment of a JVM does not change.
 */
final class InheritedEnvironment {
    private static final Path OWN = Path.of("/proc/self/environ");

    private final List<Entry> entries = new ArrayList<>();
    private final String path;

    /** One variable, as {@code execve} takes it. */
    private record Entry(String name, byte[] bytes, boolean always) {
        String value() {
            return new String(bytes, StandardCharsets.UTF_8).substring(name.length() + 1);
        }
    }

    InheritedEnvironment() {
        String found = ChildEnvironment.USUAL_PATH;
        byte[] block = read();
        int begin = 0;
        for (int end = 0; end < block.length; end++) {
            if (block[end] == 0) {
                byte[] bytes = Arrays.copyOfRange(block, begin, end);
                String text = new String(bytes, StandardCharsets.UTF_8);
                int equals = text.indexOf('=', 1);
                if (equals > 0) {
                    String name = text.substring(0, equals);
                    if (!ChildEnvironment.isNeverInherited(name)) {
                        entries.add(new Entry(name, bytes, ChildEnvironment.isAlwaysInherited(name)));
                    }
                    found = name.equals("PATH") ? text.substring(equals + 1) : found;
                }
                begin = end + 1;
            }
        }
        path = found;
    }

    /** The environment of one child that has these variables of its own, as {@code execve} takes it. */
    List<byte[]> with(Map<String, String> own, boolean inherit) throws LaunchException {
        List<byte[]> all = new ArrayList<>(entries.size() + own.size());
        for (Map.Entry<String, String> variable : own.entrySet()) {
            all.add(bytes(variable.getKey() + "=" + variable.getValue()));
        }
        for (Entry entry : entries) {
            if ((inherit || entry.always()) && !own.containsKey(entry.name())) {
                all.add(entry.bytes());
            }
        }
        return all;
    }

    /** Those variables of a child that a shell on the way would change or drop. */
    ChildEnvironment late(Map<String, String> own, boolean inherit) {
        List<EnvironmentVariable> late = new ArrayList<>();
        for (Entry entry : entries) {
            if (inherit && !ChildEnvironment.isNameOfShells(entry.name()) && !own.containsKey(entry.name())) {
                late.add(new EnvironmentVariable(entry.name(), entry.value()));
            }
        }
        own.forEach((name, value) -> {
            if (!ChildEnvironment.isKeptByShells(name)) {
                late.add(new EnvironmentVariable(name, value));
            }
        });
        return new ChildEnvironment(late, path(own));
    }

    /** Where a child looks for its program. */
    String path(Map<String, String> own) {
        return own.getOrDefault("PATH", path);
    }

    /** Text as the bytes of a C string. */
    static byte[] bytes(String text) throws LaunchException {
        if (text.indexOf('\0') >= 0) {
            throw new LaunchException("cannot launch: a word or variable holds a NUL");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read() {
        try {
            return Files.readAllBytes(OWN);
        } catch (IOException e) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            System.getenv().forEach((name, value) -> {
                text.writeBytes((name + "=" + value).getBytes(StandardCharsets.UTF_8));
                text.write(0);
            });
            return text.toByteArray();
        }
    }
}
