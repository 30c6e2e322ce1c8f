package io.procmgr.cli;

import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.terminal.Question;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code procmgr remove}: deletes the file of one job, or forgets one instance, and waits until it has ended. */
final class RemoveCommand extends Verb {
    private final PositionalParamSpec name = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("NAME")
            .type(String.class)
            .description("The job's name.")
            .build();

    private final DropInDirectory directory;
    private final Patience patience;

    RemoveCommand() {
        super("remove");
        own().addPositional(name);
        patience = new Patience(own());
        directory = new DropInDirectory(own(), Connection.here(own()));
        describe(
                STATUSES,
                "Deletes NAME.job from the directory of job files that the running procmgr reads, and waits until the job"
                        + " has ended. Jobs that stand in other files are not removed. TEMPLATE@NAME stops that instance of a"
                        + " template, and forgets it.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        Optional<String> given = Optional.ofNullable(name.getValue());
        Optional<String> answer = given.isPresent() ? given : Question.ask(terminal, "Name of the job?");
        String job = answer.orElseThrow(() -> usage("Missing required parameter: 'NAME'"));
        boolean waits = patience.waits();
        Optional<SupervisorClient> supervisor = directory.supervisor();
        Optional<NamedInstance> instance =
                supervisor.isPresent() ? NamedInstance.of(job, supervisor.get()) : Optional.empty();
        if (instance.isPresent()) {
            String told = instance.get().remove(supervisor.get());
            return gone(terminal, supervisor.filter(running -> waits), List.of(job), told);
        }
        // before the file goes, which is applied at once
        List<String> jobs = supervisor.isPresent() ? jobs(supervisor.get(), job) : List.of(job);
        DropIn file = DropIn.of(directory.of(supervisor), job);
        DropIn.Aside aside = file.putAside()
                .orElseThrow(() -> new IOException(
                        "cannot remove " + job + ": there is no " + file.file() + elsewhere(supervisor, job)));
        boolean removed = false;
        try {
            if (supervisor.isPresent()) {
                supervisor.get().call("reloadConfig");
            }
            removed = true;
        } finally {
            if (removed) {
                aside.delete();
            } else {
                aside.putBack();
            }
        }
        return gone(
                terminal,
                supervisor.filter(running -> waits && !jobs.isEmpty()),
                jobs,
                job + ": " + aside.place() + " is deleted");
    }

    /** There may be none of a template. */
    private static List<String> jobs(SupervisorClient client, String job) throws IOException {
        DefinedJobs defined = DefinedJobs.of(client);
        return defined.has(job) ? defined.jobsOf(job) : List.of(job);
    }

    /** Waits for the end of what has been removed, if there is a supervisor to ask; else tells what was done. */
    private int gone(Terminal terminal, Optional<SupervisorClient> asked, List<String> jobs, String done)
            throws IOException {
        Telling telling = new Telling(terminal, false);
        if (asked.isPresent()) {
            new Waiting(asked.get(), patience.timeout()).await(jobs, Goal.GONE, telling::outcome);
        } else {
            terminal.out().println(Text.line(done));
        }
        return telling.end();
    }

    private static String elsewhere(Optional<SupervisorClient> supervisor, String job) {
        try {
            return supervisor.isEmpty()
                    ? ""
                    : "; the job is defined at "
                            + supervisor.get().attributes(job, "Source", "Name").get("Source");
        } catch (UnreachableException | RequestRefusedException e) {
            return ", and no such job";
        }
    }
}
