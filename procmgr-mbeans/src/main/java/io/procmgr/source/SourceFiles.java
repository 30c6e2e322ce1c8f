package io.procmgr.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the files of a list of paths, reads each of them once, and keeps what was read to see whether anything has changed. */
final class SourceFiles {
    private static final List<String> ENDINGS = List.of(".conf", ".properties", JobFile.ENDING);

    /** What was read before the first reading. */
    static final SourceFiles NONE = new SourceFiles(Path.of(""));

    private final Path workingDirectory;
    private final List<Path> looked = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<SourceFile> files = new ArrayList<>();
    private Optional<ProfileDirectory> profiles = Optional.empty();

    private SourceFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    static SourceFiles read(List<Path> paths, Optional<Path> profiles, Path workingDirectory) {
        SourceFiles files = new SourceFiles(workingDirectory.toAbsolutePath());
        for (Path path : paths) {
            files.add(path);
        }
        if (profiles.isPresent()) {
            ProfileDirectory directory = ProfileDirectory.read(files.workingDirectory.resolve(profiles.get()));
            files.profiles = Optional.of(directory);
            files.looked.addAll(directory.looked());
        }
        return files;
    }

    /** All files and directories that were read or looked for, absolute. */
    List<Path> looked() {
        return looked;
    }

    /** Whether the same files have the same content. */
    boolean sameAs(SourceFiles other) {
        boolean same =
                looked.equals(other.looked) && files.size() == other.files.size() && profiles.equals(other.profiles);
        for (int i = 0; same && i < files.size(); i++) {
            same = files.get(i).sameAs(other.files.get(i));
        }
        return same;
    }

    List<Definitions> parse(Variables variables, KnownJobs known) {
        List<Definitions> all = new ArrayList<>();
        for (SourceFile file : files) {
            all.add(file.parse(variables, known));
        }
        profiles.ifPresent(directory -> all.addAll(directory.parse()));
        return all;
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

    private static boolean isOurs(String name) {
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> namesIn(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                // editors leave x.conf~, #x.conf#, .x.conf.swp and x.conf.bak
                if (isOurs(name) && !name.startsWith(".") && !name.startsWith("#") && !Files.isDirectory(entry)) {
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
