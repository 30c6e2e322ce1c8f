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

/** {@code procmgr remove}: deletes the file of one job, and waits until the job has ended. */
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
                        + " has ended. Jobs that stand in other files are not removed.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        Optional<String> given = Optional.ofNullable(name.getValue());
        Optional<String> answer = given.isPresent() ? given : Question.ask(terminal, "Name of the job?");
        String job = answer.orElseThrow(() -> usage("Missing required parameter: 'NAME'"));
        boolean waits = patience.waits();
        Optional<SupervisorClient> supervisor = directory.supervisor();
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
        Telling telling = new Telling(terminal, false);
        if (supervisor.isPresent() && waits) {
            new Waiting(supervisor.get(), patience.timeout()).await(List.of(job), Goal.GONE, telling::outcome);
        } else {
            terminal.out().println(Text.line(job + ": " + aside.place() + " is deleted"));
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
