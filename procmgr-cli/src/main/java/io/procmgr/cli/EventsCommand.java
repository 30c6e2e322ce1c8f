package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.http.Role;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr events}: what has happened, and with {@code --follow} what happens. */
final class EventsCommand extends Verb {
    /** So many are kept. */
    private static final int MOST = 1_000;

    private static final long PAUSE_MILLIS = 200;

    private final Selectors selectors = new Selectors(own(), "0..*");
    private final OptionSpec follow = OptionSpec.builder("-f", "--follow")
            .type(boolean.class)
            .initialValue(false)
            .description("Go on with what happens from now on.")
            .build();

    private final OptionSpec number = OptionSpec.builder("-n", "--lines")
            .paramLabel("N")
            .type(int.class)
            .defaultValue("50")
            .description("So many of the last ones, 0 to 1000; 50 by default.")
            .build();

    private final OptionSpec json = OptionSpec.builder("--json")
            .type(boolean.class)
            .initialValue(false)
            .description("Print each as JSON, in a line of its own.")
            .build();

    private final Connection connection;
    private final LogTime time = new LogTime();

    EventsCommand() {
        super("events");
        own().addOption(follow).addOption(number).addOption(json);
        connection = Connection.anywhere(own());
        describe(
                new String[] {
                    "told",
                    "no job matches",
                    "the command line cannot be understood",
                    "no procmgr runs there, it cannot be reached or has ended, or it does not take the token"
                },
                "Tells what happened to jobs, and to the configuration; of the last 1,000 events.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        int last = number.getValue();
        if (last < 0 || last > MOST) {
            throw usage("Invalid value for option '--lines': must be 0 to " + MOST + " (value=" + last + ")");
        }
        Selection selection = selectors.orAll();
        SupervisorClient client = connection.open(Role.VIEWER);
        List<Map<String, Object>> events = client.events(0, MOST);
        long seen = events.isEmpty() ? 0 : sequence(events.get(events.size() - 1));
        Events chosen = Events.of(selection, client);
        List<Map<String, Object>> told = events.stream().filter(chosen::has).toList();
        for (Map<String, Object> event : told.subList(Math.max(0, told.size() - last), told.size())) {
            print(event, terminal);
        }
        boolean goesOn = follow.getValue();
        while (goesOn && !terminal.out().checkError()) {
            Waiting.pause(PAUSE_MILLIS);
            List<Map<String, Object>> news = client.events(seen, MOST);
            if (!news.isEmpty() && sequence(news.get(0)) > seen + 1) {
                long missed = sequence(news.get(0)) - seen - 1;
                terminal.err().println("procmgr: " + missed + " events came too fast, and are not kept any more");
            }
            for (Map<String, Object> event : news) {
                seen = sequence(event);
                if (chosen.has(event)) {
                    print(event, terminal);
                }
            }
        }
        return ExitStatus.DONE;
    }

    private static long sequence(Map<String, Object> event) {
        return ((Number) event.get("sequence")).longValue();
    }

    private void print(Map<String, Object> event, Terminal terminal) throws IOException {
        if (json.<Boolean>getValue()) {
            Json.print(event, terminal);
            return;
        }
        String job = (String) event.get("job");
        String from = (String) event.get("from");
        boolean moved = !from.isEmpty() && !from.equals(event.get("to"));
        String states = moved ? from + " → " + event.get("to") + ": " : "";
        String text = time.text(((Number) event.get("timeMillis")).longValue()) + " "
                + (job.isEmpty() ? "procmgr" : job) + " " + states + event.get("message");
        terminal.out().println(Text.line(text.replace("\n", "; ")));
    }
}
