package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.supervise.LaunchRequest;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code posix_spawn} is to make of a request.
 *
 * @param program path of the file that is begun
 * @param arguments from argument 0
 * @param environment {@code NAME=value}
 * @param wrapped whether that is a wrapper, whose errors go to a pipe and which has the error file as descriptor 3
 * @param otherUser whose rights the files are opened with, if not the supervisor's
 * @param path where the job's program was looked up, for messages
 */
record SpawnPlan(
        byte[] program,
        List<byte[]> arguments,
        List<byte[]> environment,
        boolean wrapped,
        Optional<Identity> otherUser,
        String path) {
    private static final String SHELL = "/bin/sh";
    private static final String CONTEXT = "PROCMGR_CONTEXT";

    /** Makes plans. May be used by several threads. */
    static final class Maker {
        private final Tools tools;
        private final Accounts accounts;
        private final Wrappers wrappers;
        private final InheritedEnvironment inherited = new InheritedEnvironment();
        private final OpenFilesRule openFiles;
        private final int umask = Privileges.umask();

        Maker(Tools tools, ProcScan processes, OpenFilesRule openFiles) {
            this.openFiles = openFiles;
            this.tools = tools;
            this.accounts = new Accounts(tools);
            this.wrappers = new Wrappers(tools, processes);
        }

        SpawnPlan of(LaunchRequest request) throws LaunchException, InterruptedException {
            Execution execution = request.execution();
            Preflight.words(execution);
            Optional<Identity> identity = Identity.of(execution, accounts, tools);
            Map<String, String> own = ChildEnvironment.own(request, identity.map(Identity::account));
            Optional<Identity> otherUser =
                    identity.filter(user -> !user.switches().isEmpty());
            boolean socket = execution.socket().isPresent();
            boolean context = otherUser.isPresent() && request.context().isPresent();
            if (context) {
                own.put(CONTEXT, "/proc/self/fd/" + (socket ? 4 : 3));
            }
            List<byte[]> environment = inherited.with(own, execution.inheritEnvironment());
            String path = inherited.path(own);
            refuseHalfPrivileged(execution, otherUser);
            List<String> chain = wrappers.of(execution);
            chain.addAll(wrappers.user(execution, otherUser));
            OptionalLong limit = openFiles.forChildren();
            boolean plain = chain.isEmpty() && execution.umask() == umask && limit.isEmpty();
            if (plain && !socket) {
                List<String> command = execution.shell()
                        ? List.of(SHELL, "-c", execution.command().get(0))
                        : execution.command();
                String program = execution.shell() ? SHELL : program(request, path);
                return new SpawnPlan(
                        InheritedEnvironment.bytes(program), bytes(command), environment, false, otherUser, path);
            }
            List<String> words = new ArrayList<>(chain);
            words.addAll(BeginScript.wordsForOpenFiles(SHELL, socket, context));
            words.addAll(begin(request, limit, inherited.late(own, execution.inheritEnvironment())));
            return new SpawnPlan(
                    InheritedEnvironment.bytes(words.get(0)), bytes(words), environment, true, otherUser, path);
        }

        /** With capabilities alone the files would be opened with more rights than the user has. */
        private static void refuseHalfPrivileged(Execution execution, Optional<Identity> otherUser)
                throws LaunchException {
            if (otherUser.isPresent() && Privileges.read().uid() != 0) {
                throw new LaunchException(
                        "cannot become user " + execution.user().get()
                                + ": the native engine needs a supervisor that is root (uid="
                                + Privileges.read().uid() + "); " + Engine.PROPERTY + "=java does not");
            }
        }

        /** What the script is told: how to begin, and the command. */
        private List<String> begin(LaunchRequest request, OptionalLong limit, ChildEnvironment late)
                throws LaunchException {
            Execution execution = request.execution();
            List<String> command = new ArrayList<>();
            if (execution.shell()) {
                command.addAll(List.of(SHELL, "-c", execution.command().get(0)));
            } else {
                command.addAll(execution.command());
                command.set(0, Preflight.program(execution, request.directory(), late.path()));
            }
            String program = command.get(0);
            List<String> words = new ArrayList<>(
                    wrappers.scriptArguments(execution, limit, program.indexOf('/') >= 0 ? program : ""));
            words.addAll(late.setLate(command, tools));
            return words;
        }

        /** The file that is begun; a plain name that is not looked up is one of the working directory. */
        private static String program(LaunchRequest request, String path) throws LaunchException {
            String program = request.execution().command().get(0);
            if (program.indexOf('/') >= 0) {
                return program;
            }
            try {
                return request.execution().searchPath()
                        ? Preflight.search(program, request.directory(), path).toString()
                        : "./" + program;
            } catch (InvalidPathException e) {
                throw new LaunchException("cannot look up " + program + ": the JVM's locale has no name for it", e);
            }
        }

        private static List<byte[]> bytes(List<String> words) throws LaunchException {
            List<byte[]> all = new ArrayList<>(words.size());
            for (String word : words) {
                all.add(InheritedEnvironment.bytes(word));
            }
            return all;
        }
    }
}
