package io.procmgr.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the console, which lie in our jar. They are named here, one by one: a path is looked up among these names and
 * nowhere else, so that no spelling of it leads to another resource. Safe for use by several threads.
 */
final class ConsoleFiles {
    static final String INDEX = "index.html";

    /** All of them; a test compares this with what is there. */
    static final List<String> NAMES = List.of(
            INDEX,
            "icon.svg",
            "style/base.css",
            "style/layout.css",
            "style/list.css",
            "style/parts.css",
            "style/job.css",
            "app.js",
            "actions.js",
            "bulk.js",
            "chart.js",
            "config-page.js",
            "config-text.js",
            "dialog.js",
            "door.js",
            "events-page.js",
            "filter.js",
            "format.js",
            "header.js",
            "help.js",
            "hints.js",
            "icons.js",
            "instances.js",
            "job-actions.js",
            "job-facts.js",
            "job-page.js",
            "jobs.js",
            "keys.js",
            "list-page.js",
            "log-lines.js",
            "log-view.js",
            "mbeans.js",
            "notices.js",
            "poll.js",
            "route.js",
            "row.js",
            "session.js",
            "sign-in.js",
            "state.js",
            "store.js",
            "supervisor-page.js",
            "theme.js",
            "vendor/preact.js",
            "vendor/uplot.js",
            "vendor/uplot.css");

    private static final String PLACE = "/io/procmgr/console/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, ConsoleFile> read = new ConcurrentHashMap<>();

    /**
     * A file as it is sent.
     *
     * @param etag names the content, quoted
     */
    record ConsoleFile(String type, String etag, byte[] plain, byte[] zipped) {}

    /** The file of that name, relative to {@code /console/}; empty if there is none. */
    Optional<ConsoleFile> find(String name) throws IOException {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        ConsoleFile known = read.get(name);
        if (known == null) {
            known = read(name);
            read.put(name, known);
        }
        return Optional.of(known);
    }

    private static ConsoleFile read(String name) throws IOException {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(PLACE + name)) {
            if (in == null) {
                throw new IOException("cannot find " + PLACE + name + " in the jar of procmgr-cdi");
            }
            byte[] plain = in.readAllBytes();
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new ConsoleFile(type, '"' + digest(plain) + '"', plain, zipped(plain));
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        return zipped.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
