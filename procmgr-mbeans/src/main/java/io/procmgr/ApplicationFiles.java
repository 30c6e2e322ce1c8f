package io.procmgr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The classes and libraries of a web application, where they lie: {@code classes/…} and {@code lib/*.jar} of its WEB-INF.
 *
 * @param place the directory WEB-INF, or an archive that is not unpacked
 * @param prefix of the names in the archive; empty for a directory
 */
record ApplicationFiles(Path place, String prefix) {
    private static final String CLASSES = "classes/";
    private static final String LIBRARIES = "lib/";

    static ApplicationFiles ofDirectory(Path webInf) {
        return new ApplicationFiles(webInf, "");
    }

    static ApplicationFiles ofArchive(Path archive) {
        return new ApplicationFiles(archive, "WEB-INF/");
    }

    /** What to do with one file. */
    private interface Visitor {
        void visit(String name, long stamp, InputStream content) throws IOException;
    }

    /** The names of its libraries, in their order, and a digest of all. */
    Content content() throws IOException {
        CRC32 sum = new CRC32();
        Map<String, Boolean> libraries = new TreeMap<>();
        all((name, stamp, content) -> {
            sum.update((name + ' ' + stamp + '\n').getBytes(StandardCharsets.UTF_8));
            if (name.startsWith(LIBRARIES)) {
                libraries.put(name, true);
            }
        });
        return new Content(List.copyOf(libraries.keySet()), Long.toHexString(sum.getValue()));
    }

    /**
     * What there is.
     *
     * @param libraries as {@code lib/x.jar}
     * @param digest changes with the content of any file
     */
    record Content(List<String> libraries, String digest) {}

    /** Copies all of it. */
    void copyTo(Path directory) throws IOException {
        all((name, stamp, content) -> {
            Path target = directory.resolve(name).normalize();
            if (!target.startsWith(directory)) {
                throw new IOException("the archive has a name that leads out of it (name=" + name + ")");
            }
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        });
    }

    private static boolean isWanted(String name) {
        return name.startsWith(CLASSES)
                || name.startsWith(LIBRARIES) && name.endsWith(".jar") && name.indexOf('/', LIBRARIES.length()) < 0;
    }

    private void all(Visitor visitor) throws IOException {
        if (Files.isDirectory(place)) {
            inDirectory(visitor);
        } else {
            inArchive(visitor);
        }
    }

    private void inDirectory(Visitor visitor) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String name = place.relativize(file).toString();
                if (isWanted(name)) {
                    long stamp = Files.size(file) * 31 + checksum(file);
                    try (InputStream content = Files.newInputStream(file)) {
                        visitor.visit(name, stamp, content);
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long checksum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[1 << 16];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sum.update(chunk, 0, read);
            }
        }
        return sum.getValue();
    }

    private void inArchive(Visitor visitor) throws IOException {
        try (ZipFile zip = new ZipFile(place.toFile())) {
            Map<String, ZipEntry> entries = new TreeMap<>();
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
                    entries.put(entry.getName().substring(prefix.length()), entry);
                }
            }
            for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
                if (isWanted(entry.getKey())) {
                    try (InputStream content = zip.getInputStream(entry.getValue())) {
                        visitor.visit(
                                entry.getKey(),
                                entry.getValue().getSize() * 31
                                        + entry.getValue().getCrc(),
                                content);
                    }
                }
            }
        }
    }
}
