package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.job.LogTarget;
import io.procmgr.job.OutputRule;
import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Looks first and says which thing is wrong: behind a wrapper every fault is an exit status. What only the job's own user
 * may judge is left to the script that begins it.
 */
final class Preflight {
    private Preflight() {}

    static void words(Execution execution) throws LaunchException {
        for (String word : execution.command()) {
            if (word.indexOf('\0') >= 0) {
                throw new LaunchException("cannot run " + execution.command().get(0) + ": a word holds a NUL");
            }
        }
    }

    static void directory(Path directory) throws LaunchException {
        BasicFileAttributes attributes = attributes(directory, "enter the directory " + directory);
        if (!attributes.isDirectory()) {
            throw new LaunchException("cannot enter the directory " + directory + ": it is not a directory");
        }
        if (!Files.isExecutable(directory)) {
            throw new LaunchException("cannot enter the directory " + directory + ": permission denied");
        }
    }

    /** Finds the program as the child will; what it is called may change nothing but a name that looks like an option. */
    static String program(Execution execution, Path directory, String searchPath) throws LaunchException {
        String program = execution.command().get(0);
        try {
            if (execution.searchPath() && program.indexOf('/') < 0) {
                Path found = search(program, directory, searchPath);
                return program.startsWith("-") ? found.toString() : program;
            }
            executable(program, directory.resolve(program));
        } catch (InvalidPathException e) {
            // under LANG=C the JDK cannot look at a path that is not ASCII; the system can
            return program;
        }
        // without a search a plain name is a file of the directory; a shell would search
        return program.indexOf('/') < 0 ? "./" + program : program;
    }

    static void input(Path input, Path directory) throws LaunchException {
        Path file = directory.resolve(input);
        if (attributes(file, "open the input " + file).isDirectory()) {
            throw new LaunchException("cannot open the input " + file + ": it is a directory");
        }
    }

    /** @param ownRights whether the child has the supervisor's rights, so that these can be judged here */
    static void log(Path file, boolean ownRights) throws LaunchException {
        String what = "append to the log file " + file;
        Path checked = file;
        if (Files.exists(file)) {
            if (Files.isDirectory(file)) {
                throw new LaunchException("cannot " + what + ": it is a directory");
            }
        } else {
            checked = Optional.ofNullable(file.getParent()).orElse(file);
            if (!attributes(checked, what).isDirectory()) {
                throw new LaunchException("cannot " + what + ": " + checked + " is not a directory");
            }
        }
        if (ownRights && !Files.isWritable(checked)) {
            throw new LaunchException("cannot " + what + ": " + checked + " is not writable");
        }
    }

    static void log(LaunchRequest request, boolean ownRights) throws LaunchException {
        OutputRule output = request.execution().output();
        if (!(output.out() instanceof LogTarget.Inherit)) {
            log(request.logs().out(), ownRights);
        }
        if (request.logs().separate() && !(output.error() instanceof LogTarget.Inherit)) {
            log(request.logs().error(), ownRights);
        }
    }

    static Path search(String program, Path directory, String searchPath) throws LaunchException {
        Path unfit = null;
        for (String entry : searchPath.split(":", -1)) {
            Path candidate = directory.resolve(entry).resolve(program);
            if (Files.isRegularFile(candidate)) {
                if (Files.isExecutable(candidate)) {
                    return candidate;
                }
                unfit = unfit == null ? candidate : unfit;
            }
        }
        throw new LaunchException(
                unfit == null
                        ? "cannot run " + program + ": it is in no directory of PATH (PATH=" + searchPath + ")"
                        : "cannot run " + program + ": " + unfit + " has no execute permission");
    }

    private static void executable(String program, Path file) throws LaunchException {
        BasicFileAttributes attributes = attributes(file, "run " + program);
        if (!attributes.isRegularFile()) {
            throw new LaunchException("cannot run " + program
                    + (attributes.isDirectory() ? ": it is a directory" : ": it is not a file"));
        }
        if (!Files.isExecutable(file)) {
            throw new LaunchException("cannot run " + program + ": it has no execute permission");
        }
    }

    private static BasicFileAttributes attributes(Path file, String what) throws LaunchException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            String subject = what.endsWith(file.toString()) ? "it" : file.toString();
            throw new LaunchException("cannot " + what + ": " + subject + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new LaunchException("cannot " + what + ": permission denied", e);
        } catch (IOException e) {
            throw new LaunchException("cannot " + what + ": " + e.getMessage(), e);
        }
    }
}
