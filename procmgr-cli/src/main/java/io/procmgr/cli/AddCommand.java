package io.procmgr.cli;

import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.SupervisorClient;
import io.procmgr.job.Problem;
import io.procmgr.terminal.Question;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code procmgr add}: writes the file of one job, and waits until the job runs. */
final class AddCommand extends Verb {
    private final PositionalParamSpec name = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("NAME")
            .type(String.class)
            .description("The job's name.")
            .build();

    private final PositionalParamSpec command = PositionalParamSpec.builder()
            .index("1..*")
            .arity("0..*")
            .paramLabel("COMMAND")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("The program and its arguments, after --.")
            .build();

    private final JobOptions options;
    private final DropInDirectory directory;
    private final Patience patience;

    AddCommand() {
        super("add");
        own().addPositional(name).addPositional(command);
        options = new JobOptions(own());
        patience = new Patience(own());
        directory = new DropInDirectory(own(), Connection.here(own()));
        describe(
                STATUSES,
                "Writes NAME.job into the directory of job files that the running procmgr reads, and waits until the job"
                        + " runs. What is not valid is refused and not written; a job that does not come up stays.");
        own().usageMessage().customSynopsis("procmgr add NAME [OPTIONS] -- COMMAND [ARGUMENT...]");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        String job = name(terminal);
        String text = options.text(command(terminal));
        boolean waits = patience.waits();
        Optional<SupervisorClient> supervisor = directory.supervisor();
        DropIn file = DropIn.of(directory.of(supervisor), job);
        List<Problem> problems = file.problems(text);
        boolean valid = problems.stream().allMatch(problem -> !problem.isError() && !problem.isFault());
        for (Problem problem : problems) {
            terminal.err().println(Text.line(problem.toString()));
        }
        if (!valid) {
            return ExitStatus.FAILED;
        }
        if (supervisor.isEmpty()) {
            file.write(text);
            terminal.out().println(Text.line(job + ": written to " + file.file() + "; no procmgr runs here"));
            return ExitStatus.DONE;
        }
        apply(supervisor.get(), file, text);
        terminal.out().println(Text.line(job + ": written to " + file.file()));
        Telling telling = new Telling(terminal, false);
        if (waits) {
            List<String> jobs = DefinedJobs.of(supervisor.get()).jobsOf(job);
            new Waiting(supervisor.get(), patience.timeout()).await(jobs, Goal.SETTLED, telling::outcome);
        }
        return telling.end();
    }

    /** Writes the file and has it applied; if it is refused, nothing is left of it. */
    private static void apply(SupervisorClient client, DropIn file, String text) throws IOException {
        String job = file.job().value();
        if (knows(client, job)) {
            throw new RequestRefusedException(
                    "cannot add " + job + ": there is a job of that name (defined at " + source(client, job) + ")");
        }
        file.write(text);
        boolean applied = false;
        try {
            client.call("reloadConfig");
            applied = knows(client, job);
        } finally {
            if (!applied) {
                file.delete();
            }
        }
        if (!applied) {
            throw new RequestRefusedException(
                    "cannot add " + job + ": the procmgr that runs here does not read " + file.directory());
        }
    }

    /** A template has no MBean to say it. */
    private static String source(SupervisorClient client, String job) throws IOException {
        List<String> jobs = DefinedJobs.of(client).jobsOf(job);
        return jobs.isEmpty()
                ? "another file"
                : String.valueOf(
                        client.attributes(jobs.get(0), "Source", "Name").get("Source"));
    }

    private static boolean knows(SupervisorClient client, String job) throws IOException {
        return DefinedJobs.of(client).has(job);
    }

    private String name(Terminal terminal) throws IOException {
        Optional<String> given = Optional.ofNullable(name.getValue());
        Optional<String> answer = given.isPresent() ? given : Question.ask(terminal, "Name of the job?");
        return answer.orElseThrow(() -> usage("Missing required parameter: 'NAME'"));
    }

    private List<String> command(Terminal terminal) throws IOException {
        List<String> given =
                Optional.<List<String>>ofNullable(command.getValue()).orElse(List.of());
        if (!given.isEmpty()) {
            return given;
        }
        // blanks part the words, as at a prompt without quotes
        return Question.ask(terminal, "Command, with its arguments?")
                .map(line -> List.of(line.split("\\s+")))
                .orElseThrow(() -> usage("Missing required parameter: 'COMMAND', after --"));
    }
}
