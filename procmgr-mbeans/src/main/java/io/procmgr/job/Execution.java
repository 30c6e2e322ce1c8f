package io.procmgr.job;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the process is made: all that takes a new process to change. Two equal executions need no restart.
 *
 * @param command the program and its arguments, at least one word, the first one not empty
 * @param searchPath whether a program without {@code /} is looked up in PATH
 * @param shell whether the single word of {@code command} is the text for {@code /bin/sh -c}
 * @param directory working directory; empty: the supervisor's own
 * @param environment in the order written; a later one of the same name wins
 * @param inheritEnvironment whether the supervisor's own variables are passed on
 * @param user the account that the process gets; empty: the supervisor's
 * @param group the group in place of the user's own; only with {@code user}
 * @param umask 0 to 0777
 * @param nice −20 to 19, absolute; empty: the supervisor's own
 * @param cpus processors that may run it; empty: all
 * @param limits applied in this order
 * @param input where its standard input comes from
 * @param context text that is handed over in a file, JSON
 * @param pidFile how it is followed if it puts itself into the background
 * @param socket what it listens on by descriptor 3
 * @param output where its streams go
 * @param onHostDeath what becomes of its main process when the supervisor dies
 */
public record Execution(
        List<String> command,
        boolean searchPath,
        boolean shell,
        Optional<Path> directory,
        List<EnvironmentVariable> environment,
        boolean inheritEnvironment,
        Optional<String> user,
        Optional<String> group,
        int umask,
        OptionalInt nice,
        SortedSet<Integer> cpus,
        List<ResourceLimit> limits,
        InputSource input,
        Optional<String> context,
        Optional<PidFileRule> pidFile,
        Optional<SocketRule> socket,
        OutputRule output,
        OnHostDeath onHostDeath) {
    /** Key {@code on-host-death}. */
    public enum OnHostDeath {
        /** It lives on, and the next supervisor takes it over. */
        LEAVE,
        /** The kernel kills it. */
        KILL
    }

    public Execution {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        limits = List.copyOf(limits);
        cpus = cpus.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(cpus));
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(nice, "nice");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(pidFile, "pidFile");
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(onHostDeath, "onHostDeath");
        if (command.isEmpty() || command.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command has a program");
        }
        if (shell && command.size() != 1) {
            throw new IllegalArgumentException("a shell command is one text");
        }
        if (umask < 0 || umask > 0777) {
            throw new IllegalArgumentException("umask is 0 to 0777");
        }
        if (nice.isPresent() && (nice.getAsInt() < -20 || nice.getAsInt() > 19)) {
            throw new IllegalArgumentException("nice is -20 to 19 (nice=" + nice.getAsInt() + ")");
        }
        if (group.isPresent() && user.isEmpty()) {
            throw new IllegalArgumentException("group is only of use with user");
        }
    }

    /** The directory that relative paths are meant in, given the supervisor's own. */
    public Path workingDirectory(Path supervisors) {
        return (directory.isPresent() ? supervisors.resolve(directory.get()) : supervisors).toAbsolutePath();
    }

    /** A short text that two executions share exactly if they make the same process, whatever version of procmgr made it. */
    public String digest() {
        return Digest.of(this);
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Execution execution
                        && command.equals(execution.command)
                        && searchPath == execution.searchPath
                        && shell == execution.shell
                        && directory.equals(execution.directory)
                        && environment.equals(execution.environment)
                        && inheritEnvironment == execution.inheritEnvironment
                        && user.equals(execution.user)
                        && group.equals(execution.group)
                        && umask == execution.umask
                        && nice.equals(execution.nice)
                        && cpus.equals(execution.cpus)
                        && limits.equals(execution.limits)
                        && input.equals(execution.input)
                        && context.equals(execution.context)
                        && pidFile.equals(execution.pidFile)
                        && socket.equals(execution.socket)
                        && output.equals(execution.output)
                        && onHostDeath == execution.onHostDeath;
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, environment, directory, user);
    }
}
