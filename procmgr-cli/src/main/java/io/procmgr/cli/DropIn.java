package io.procmgr.cli;

import io.procmgr.job.JobName;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.source.JobSources;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code <job>.job} in a directory of definitions. It comes and goes in one step: who reads the directory sees all of
 * it or nothing.
 *
 * @param directory of definitions
 * @param job whose it is
 */
record DropIn(Path directory, JobName job) {
    private static final String ENDING = ".job";

    /** Variables of a job may be secrets. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> OWNER_AND_GROUP = PosixFilePermissions.fromString("rw-r-----");

    /** {@code defaults.job} holds what is so for all jobs. */
    private static final String RESERVED = "defaults";

    /**
     * @throws IOException if a job of that name cannot have a file
     */
    static DropIn of(Path directory, String name) throws IOException {
        if (name.equals(RESERVED)) {
            throw new IOException("cannot add or remove a job " + name + ": the file " + RESERVED + ENDING
                    + " holds what is so for all jobs");
        }
        try {
            return new DropIn(directory, new JobName(name));
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot add or remove such a job: " + e.getMessage(), e);
        }
    }

    Path file() {
        return directory.resolve(job.encoded() + ENDING);
    }

    /** Beside the file; no name of a definition. */
    private Path hidden(String ending) {
        return directory.resolve(
                "." + job.encoded() + ENDING + "." + ProcessHandle.current().pid() + ending);
    }

    /**
     * What is wrong with this text as such a file, in the place where it would stand.
     *
     * @throws IOException if it cannot be tried
     */
    List<Problem> problems(String text) throws IOException {
        Path trial = Files.createTempDirectory("procmgr-add");
        Path file = trial.resolve(file().getFileName());
        try {
            Files.writeString(file, text);
            // beside the others of the directory, which may say what holds for every job, or what an alert channel is
            // that there is one of this name already is told when it is written
            boolean first = Files.isDirectory(directory) && !Files.exists(found());
            List<Path> all = first ? List.of(directory, file) : List.of(file);
            return JobSources.load(all, directory).problems().stream()
                    .filter(problem -> problem.origin().source().equals(file.toString()))
                    .map(problem -> new Problem(
                            problem.severity(),
                            new Origin(file().toString(), problem.origin().line()),
                            problem.job(),
                            problem.option(),
                            problem.message()))
                    .toList();
        } finally {
            Files.deleteIfExists(file);
            Files.delete(trial);
        }
    }

    /**
     * Writes it.
     *
     * @throws IOException if there is one, or it cannot be written
     */
    void write(String text) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("cannot add " + job + ": there is no directory " + directory);
        }
        Path written = hidden(".new");
        try {
            Files.deleteIfExists(written);
            Files.createFile(written, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(written, text);
            giveToReader(written);
            // a link and not a move, which would replace a file that is there already
            Files.createLink(file(), written);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("cannot add " + job + ": there is " + file() + " already", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new IOException("cannot add " + job + ": cannot write " + file() + ": " + e, e);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Whose the directory is has to read it; who is not root can give it to a group at most. */
    private void giveToReader(Path written) throws IOException {
        UserPrincipal reader = Files.getOwner(directory);
        if (!reader.equals(Files.getOwner(written))) {
            try {
                Files.setOwner(written, reader);
            } catch (FileSystemException e) {
                Files.setPosixFilePermissions(written, OWNER_AND_GROUP);
            }
        }
    }

    /** Takes it back. */
    void delete() throws IOException {
        Files.deleteIfExists(file());
    }

    /** The file as it lies there: somebody may have named it without the encoding. */
    private Path found() {
        String plain = job.value() + ENDING;
        return Files.exists(file()) || plain.indexOf('/') >= 0 ? file() : directory.resolve(plain);
    }

    /**
     * A file that is put aside, so that it can be put back.
     *
     * @param place where it lay
     * @param now where it lies
     */
    record Aside(Path place, Path now) {
        void putBack() throws IOException {
            Files.move(now, place);
        }

        void delete() throws IOException {
            Files.delete(now);
        }
    }

    /** Puts it aside; empty if there is none. */
    Optional<Aside> putAside() throws IOException {
        Path place = found();
        try {
            return Optional.of(new Aside(place, Files.move(place, hidden(".removed"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
