package io.procmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Copies of web applications in the state directory, each in a directory that is named after its content: a process may still
 * use the one before. Safe for use by several threads.
 */
final class ApplicationCopies {
    private static final String UNFINISHED = ".new";

    private final Path directory;
    private final Map<ApplicationFiles, List<String>> classPaths = new HashMap<>();
    private final Map<String, ApplicationFiles> wanted = new HashMap<>();

    ApplicationCopies(Path directory) {
        this.directory = directory;
    }

    /** The entries of the class path that the copy is going to have; nothing is made before {@link #make}. */
    synchronized List<String> classPath(ApplicationFiles files) throws IOException {
        List<String> known = classPaths.get(files);
        if (known != null) {
            return known;
        }
        ApplicationFiles.Content content = files.content();
        Path copy = directory.resolve(content.digest());
        List<String> entries = new ArrayList<>();
        entries.add(copy.resolve("classes").toString());
        for (String library : content.libraries()) {
            entries.add(copy.resolve(library).toString());
        }
        classPaths.put(files, entries);
        wanted.put(content.digest(), files);
        return entries;
    }

    /** Makes those that are not there. */
    synchronized void make() throws IOException {
        for (Map.Entry<String, ApplicationFiles> entry : wanted.entrySet()) {
            Path copy = directory.resolve(entry.getKey());
            if (!Files.isDirectory(copy)) {
                Path unfinished = directory.resolve(entry.getKey() + UNFINISHED);
                delete(unfinished);
                Files.createDirectories(unfinished);
                entry.getValue().copyTo(unfinished);
                Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Removes what no job of this application wants: to be called when no process of an earlier one is left. */
    synchronized void removeOthers() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.list(directory)) {
            for (Path copy : all.toList()) {
                if (!wanted.containsKey(copy.getFileName().toString())) {
                    delete(copy);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
