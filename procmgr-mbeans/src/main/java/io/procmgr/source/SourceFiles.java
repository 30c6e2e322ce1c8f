package io.procmgr.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Finds the files of a list of paths, reads each of them once, and tells by a digest whether anything has changed. */
final class SourceFiles {
    private static final Set<String> ENDINGS = Set.of(".conf", ".properties", JobFile.ENDING);

    private final Path workingDirectory;
    private final List<Path> looked = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<SourceFile> files = new ArrayList<>();

    private SourceFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    static SourceFiles read(List<Path> paths, Path workingDirectory) {
        SourceFiles files = new SourceFiles(workingDirectory.toAbsolutePath());
        paths.forEach(files::add);
        return files;
    }

    List<SourceFile> files() {
        return files;
    }

    /** All files and directories that were read or looked for, absolute. */
    List<Path> looked() {
        return looked;
    }

    /** SHA-256 over names and contents, each with its length in front so that none runs into the next. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (SourceFile file : files) {
                update(digest, file.name().getBytes(StandardCharsets.UTF_8));
                file.bytes().ifPresent(bytes -> update(digest, bytes));
                file.problem()
                        .ifPresent(problem -> update(digest, problem.message().getBytes(StandardCharsets.UTF_8)));
                digest.update((byte) (file.bytes().isPresent() ? 1 : 0));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private void add(Path given) {
        Path path = workingDirectory.resolve(given);
        if (!Files.isDirectory(path)) {
            addFile(given.toString(), path);
            return;
        }
        if (!seen.add(path)) {
            return;
        }
        looked.add(path);
        try {
            for (String name : namesIn(path)) {
                addFile(given.resolve(name).toString(), path.resolve(name));
            }
        } catch (IOException failed) {
            files.add(SourceFile.unreadable(given.toString(), path, failed.toString()));
        }
    }

    private void addFile(String name, Path path) {
        if (seen.add(path)) {
            looked.add(path);
            files.add(SourceFile.read(name, path));
        }
    }

    private static List<String> namesIn(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                // editors leave x.conf~, #x.conf#, .x.conf.swp and x.conf.bak
                boolean ours = ENDINGS.stream().anyMatch(name::endsWith);
                if (ours && !name.startsWith(".") && !name.startsWith("#") && !Files.isDirectory(entry)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        Collections.sort(names);
        return names;
    }
}
