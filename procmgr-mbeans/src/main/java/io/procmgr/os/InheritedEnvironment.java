package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.supervise.LaunchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The supervisor's own variables as bytes: under the C locale Java's {@code getenv} breaks what is not ASCII. Immutable;
 * the environment of a JVM does not change.
 */
final class InheritedEnvironment {
    private static final Path OWN = Path.of("/proc/self/environ");

    /** By name, each byte of which is one character. */
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    InheritedEnvironment() {
        for (byte[] entry : split(read())) {
            String text = new String(entry, StandardCharsets.ISO_8859_1);
            int equals = text.indexOf('=', 1);
            if (equals > 0) {
                entries.put(text.substring(0, equals), entry);
            }
        }
    }

    /** The environment of one child, as {@code execve} takes it. */
    List<byte[]> of(LaunchRequest request, Optional<Account> user) throws LaunchException {
        Map<String, String> own = ChildEnvironment.own(request, user);
        Set<String> replaced = new HashSet<>();
        List<byte[]> all = new ArrayList<>(entries.size() + own.size());
        for (Map.Entry<String, String> variable : own.entrySet()) {
            byte[] entry = bytes(variable.getKey() + "=" + variable.getValue());
            replaced.add(new String(bytes(variable.getKey()), StandardCharsets.ISO_8859_1));
            all.add(entry);
        }
        boolean inherit = request.execution().inheritEnvironment();
        entries.forEach((name, entry) -> {
            if (!replaced.contains(name) && (inherit || ChildEnvironment.isAlwaysInherited(name))) {
                all.add(entry);
            }
        });
        return all;
    }

    /** Those variables of a child that a shell on the way would change or drop. */
    ChildEnvironment late(LaunchRequest request, Optional<Account> user) {
        Map<String, String> late = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (request.execution().inheritEnvironment() && !ChildEnvironment.isNameOfShells(name)) {
                String text = new String(entry, StandardCharsets.UTF_8);
                int equals = text.indexOf('=', 1);
                late.put(text.substring(0, equals), text.substring(equals + 1));
            }
        });
        ChildEnvironment.own(request, user).forEach((name, value) -> {
            if (!ChildEnvironment.isKeptByShells(name)) {
                late.put(name, value);
            }
        });
        List<EnvironmentVariable> variables = new ArrayList<>();
        late.forEach((name, value) -> variables.add(new EnvironmentVariable(name, value)));
        return new ChildEnvironment(variables, path(request, user));
    }

    /** Where a child looks for its program. */
    String path(LaunchRequest request, Optional<Account> user) {
        String own = ChildEnvironment.own(request, user).get("PATH");
        if (own != null) {
            return own;
        }
        byte[] inherited = entries.get("PATH");
        return inherited == null
                ? ChildEnvironment.USUAL_PATH
                : new String(inherited, StandardCharsets.UTF_8).substring("PATH=".length());
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

    private static List<byte[]> split(byte[] block) {
        List<byte[]> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == 0) {
                parts.add(Arrays.copyOfRange(block, begin, i));
                begin = i + 1;
            }
        }
        return parts;
    }
}
