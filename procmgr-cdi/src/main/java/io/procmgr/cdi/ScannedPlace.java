package io.procmgr.cdi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * A jar or a directory of classes in which jobs are looked for.
 *
 * @param path where it is
 * @param classes names of all its classes, sorted
 * @param annotated those that mention {@link ManagedProcess}
 * @param withProperties whether it has properties of procmgr
 */
record ScannedPlace(Path path, List<String> classes, Set<String> annotated, boolean withProperties) {
    private static final String CLASS = ".class";
    private static final String ANNOTATION = "Lio/procmgr/cdi/ManagedProcess";

    ScannedPlace {
        classes = List.copyOf(classes);
        annotated = Set.copyOf(annotated);
    }

    /** @throws IOException if it cannot be read; the message tells which, and why */
    static ScannedPlace read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("cannot find jobs in " + path + ": there is no such file");
        }
        if (Files.isDirectory(path)) {
            return walk(path, path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return walk(path, jar.getRootDirectories().iterator().next());
        } catch (ProviderNotFoundException | ZipException e) {
            throw new IOException("cannot find jobs in " + path + ": it is neither a jar nor a directory", e);
        }
    }

    private static ScannedPlace walk(Path path, Path root) throws IOException {
        List<String> classes = new ArrayList<>();
        Set<String> annotated = new LinkedHashSet<>();
        for (Path file : classFiles(root)) {
            String relative = root.relativize(file).toString();
            String name =
                    relative.substring(0, relative.length() - CLASS.length()).replace('/', '.');
            classes.add(name);
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(ANNOTATION)) {
                annotated.add(name);
            }
        }
        return new ScannedPlace(
                path, classes, annotated, Files.exists(root.resolve("META-INF").resolve("procmgr.properties")));
    }

    /** Without those of META-INF, which are classes for other versions of Java, and module-info, which is none. */
    private static List<Path> classFiles(Path root) throws IOException {
        Path metaInf = root.resolve("META-INF");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(CLASS))
                    .filter(file -> !file.startsWith(metaInf) && !file.endsWith("module-info.class"))
                    .sorted()
                    .toList();
        }
    }

    boolean definesJobs() {
        return !annotated.isEmpty() || withProperties;
    }
}
