package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.job.InputSource;
import io.procmgr.job.LogTarget;
import io.procmgr.job.OutputRule;
import io.procmgr.supervise.LaunchRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns a request into the ProcessBuilder that fulfils it: checks first, then only the wrappers which the job needs. */
final class LaunchPlan {
    private static final File DEV_NULL = new File("/dev/null");
    private static final String SHELL = "/bin/sh";

    /** A pipe is opened once more by the script, in both directions, through the descriptor that it has already. */
    private static final String OWN_INPUT = "/proc/self/fd/0";

    private final Tools tools;
    private final Accounts accounts;
    private final Wrappers wrappers;
    private final Words words;
    private final ToolPipes pipes;
    private final OptionalLong openFiles;

    LaunchPlan(Tools tools, ProcScan processes, Words words, OptionalLong openFiles) {
        this.tools = tools;
        this.accounts = new Accounts(tools);
        this.wrappers = new Wrappers(tools, processes);
        this.words = words;
        this.pipes = new ToolPipes(tools);
        this.openFiles = openFiles;
    }

    ToolPipes pipes() {
        return pipes;
    }

    ProcessBuilder builder(LaunchRequest request) throws LaunchException, InterruptedException {
        Execution execution = request.execution();
        Preflight.words(execution);
        if (execution.socket().isPresent()) {
            throw new LaunchException(
                    "cannot listen on " + execution.socket().get().address()
                            + ": the java engine cannot give a job a socket (" + Engine.PROPERTY + "=java)");
        }
        Preflight.directory(request.directory());
        Optional<Identity> identity = Identity.of(execution, accounts, tools);
        ProcessBuilder builder = new ProcessBuilder()
                .directory(request.directory().toFile())
                .redirectInput(DEV_NULL)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        ChildEnvironment environment =
                ChildEnvironment.fill(builder.environment(), request, identity.map(Identity::account), words);
        boolean ownRights = identity.map(Identity::switches).map(List::isEmpty).orElse(true);
        List<String> command = command(request, environment.path());
        input(builder, request, identity);
        if (request.context().isPresent() && !ownRights) {
            throw new LaunchException("cannot hand over the context: the java engine cannot give it to user "
                    + execution.user().get() + ", who may not enter "
                    + request.context().get().getParent());
        }
        ContextFile.write(request, Optional.empty());
        Preflight.log(request, ownRights);
        Optional<Path> opened = OwnLogs.give(request, identity);
        opened.ifPresent(log -> builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        if (inheritsOutput(execution.output(), opened)) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }

        List<String> chain = new ArrayList<>();
        tools.find("setsid").ifPresent(chain::add);
        chain.addAll(wrappers.of(execution));
        signals(chain);
        chain.addAll(wrappers.user(execution, identity));
        begin(chain, request, opened, command.get(0));
        chain.addAll(words.passable(environment.setLate(command, tools), SHELL));
        return builder.command(chain);
    }

    private List<String> command(LaunchRequest request, String path) throws LaunchException {
        Execution execution = request.execution();
        if (execution.shell()) {
            return List.of(SHELL, "-c", execution.command().get(0));
        }
        List<String> command = new ArrayList<>(execution.command());
        command.set(0, Preflight.program(execution, request.directory(), path));
        return command;
    }

    /** The JVM hands on blocked and ignored signals; GNU's {@code env} puts both right, others cannot. */
    static boolean resetsSignals(Tools tools) throws InterruptedException {
        return tools.works("env", "--default-signal", "true");
    }

    /** The pipe lies in the state directory, which the job's user may not enter: the JVM opens it, for reading. */
    private void input(ProcessBuilder builder, LaunchRequest request, Optional<Identity> identity)
            throws LaunchException {
        if (request.execution().input() instanceof InputSource.File file) {
            Preflight.input(file.path(), request.directory());
        } else {
            Path pipe = request.pipe().orElseThrow();
            InputPipe.give(pipe, identity, pipes::make);
            builder.redirectInput(pipe.toFile());
        }
    }

    private void signals(List<String> chain) throws InterruptedException {
        if (resetsSignals(tools)) {
            tools.find("env").ifPresent(env -> chain.addAll(List.of(env, "--default-signal")));
        }
    }

    private void begin(List<String> chain, LaunchRequest request, Optional<Path> opened, String program)
            throws LaunchException {
        Execution execution = request.execution();
        OutputRule output = execution.output();
        chain.addAll(BeginScript.words(SHELL));
        chain.add(
                execution.input() instanceof InputSource.File file ? file.path().toString() : OWN_INPUT);
        chain.add(
                inheritsOutput(output, opened)
                        ? ""
                        : target(output.out(), request.logs().out(), opened, 1));
        chain.add(
                inheritsOutput(output, opened) && output.error() instanceof LogTarget.Inherit && OwnStream.areOne()
                        ? ""
                        : target(output.error(), request.logs().error(), opened, 2));
        chain.add(Integer.toOctalString(~output.fileMode() & 0777));
        boolean checkable = program.indexOf('/') >= 0 && words.passes(program);
        chain.addAll(wrappers.scriptArguments(execution, openFiles, checkable ? program : ""));
    }

    /** Handed on as it is: it may be a socket, which cannot be opened by a name. */
    private static boolean inheritsOutput(OutputRule output, Optional<Path> opened) {
        return output.out() instanceof LogTarget.Inherit && opened.isEmpty();
    }

    /**
     * As written, so that a relative one is found from the working directory, however closed its parents are to the user;
     * empty for the log that the supervisor has opened.
     */
    private static String target(LogTarget target, Path file, Optional<Path> opened, int own) throws LaunchException {
        if (target instanceof LogTarget.Inherit) {
            return OwnStream.name(own);
        }
        if (target instanceof LogTarget.File named) {
            return named.path().toString();
        }
        return target instanceof LogTarget.Default && opened.isPresent() ? "" : file.toString();
    }
}
