package io.procmgr.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** Makes archives out of that of the sample. */
final class Archives {
    private static final String LIBRARIES = "/WEB-INF/lib";

    private Archives() {}

    /** The archive that the build made. */
    static Path sample() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(".war"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A copy under another name. */
    static Path sampleAs(Path archive) throws IOException {
        return Files.copy(sample(), archive);
    }

    /** The libraries of the sample, these classes, and nothing else. */
    static Path war(Path archive, Class<?>... classes) throws IOException {
        sampleAs(archive);
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            delete(zip.getPath("/WEB-INF/classes"));
            for (Class<?> one : classes) {
                add(one, zip.getPath("/WEB-INF/classes"));
            }
        }
        return archive;
    }

    /** An EAR that has the libraries once, and two modules with a class each. */
    static Path ear(Path archive, Class<?> one, Class<?> other) throws IOException {
        Path first = war(archive.resolveSibling("first.war"), one);
        Path second = war(archive.resolveSibling("second.war"), other);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.createDirectory(zip.getPath("/lib"));
            try (FileSystem libraries = FileSystems.newFileSystem(first);
                    Stream<Path> jars = Files.list(libraries.getPath(LIBRARIES))) {
                for (Path jar : jars.toList()) {
                    Files.copy(jar, zip.getPath("/lib", jar.getFileName().toString()));
                }
            }
            for (Path module : new Path[] {first, second}) {
                try (FileSystem war = FileSystems.newFileSystem(module)) {
                    delete(war.getPath(LIBRARIES));
                }
                Files.copy(module, zip.getPath("/", module.getFileName().toString()));
            }
        }
        return archive;
    }

    /** The sample as a directory. */
    static Path exploded(Path directory) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(sample());
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            for (Path file : files.toList()) {
                Path target =
                        directory.resolve(zip.getPath("/").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return directory;
    }

    /** Writes one more file into a WAR. */
    static Path with(Path archive, String name, String content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            Files.createDirectories(zip.getPath(name).getParent());
            Files.writeString(zip.getPath(name), content);
        }
        return archive;
    }

    /** Writes a class into a directory of classes; replaces one that is there. */
    static void add(Class<?> type, Path classes) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path target = classes.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream content = type.getClassLoader().getResourceAsStream(name)) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
