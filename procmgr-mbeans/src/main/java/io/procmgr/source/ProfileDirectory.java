package io.procmgr.source;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A directory of profile directories as it was found. Every directory in it is a profile unless its name begins with a dot;
 * files beside them are left alone.
 *
 * @param directory absolute
 * @param profiles in the order of their names
 * @param problem why it cannot be read, which is an error: else all jobs would be taken for removed
 */
record ProfileDirectory(Path directory, List<Profile> profiles, Optional<Problem> problem) {
    ProfileDirectory {
        profiles = List.copyOf(profiles);
    }

    static ProfileDirectory read(Path directory) {
        try {
            List<Profile> profiles = new ArrayList<>();
            for (Path profile : profilesIn(directory)) {
                profiles.add(Profile.read(profile));
            }
            return new ProfileDirectory(directory, profiles, Optional.empty());
        } catch (IOException e) {
            Origin origin = new Origin(directory.toString(), 0);
            String why = Files.isDirectory(directory) ? e.toString() : "there is no such directory";
            Problem problem = Problem.error(origin, "", "", "cannot read the profiles: " + why);
            return new ProfileDirectory(directory, List.of(), Optional.of(problem));
        }
    }

    private static List<Path> profilesIn(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().startsWith(".") && Files.isDirectory(entry)) {
                    found.add(entry);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        Collections.sort(found);
        return found;
    }

    /** What to watch: not the profiles themselves, in which logs are written. */
    List<Path> looked() {
        List<Path> looked = new ArrayList<>();
        looked.add(directory);
        for (Profile profile : profiles) {
            for (String name : Profile.NAMES) {
                looked.add(profile.directory().resolve(name));
            }
        }
        return looked;
    }

    List<Definitions> parse() {
        List<Definitions> all = new ArrayList<>();
        if (problem.isPresent()) {
            all.add(new Definitions(directory.toString(), List.of(), List.of(), List.of(problem.get())));
        }
        for (Profile profile : profiles) {
            all.add(profile.parse());
        }
        return all;
    }
}
