package io.procmgr.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** All subcommands, in the order of the help. */
final class Subcommands {
    static final List<String> NAMES = List.of(
            "run", "check", "status", "top", "start", "stop", "restart", "kill", "signal", "reload", "enable",
            "disable", "apply", "add", "remove", "logs", "events", "console", "alert", "user");

    private Subcommands() {}

    /** Adds the one of that name, or all if there is none. */
    static void add(CommandSpec spec, String name) {
        if (NAMES.contains(name)) {
            spec.addSubcommand(name, of(name));
            return;
        }
        for (String known : NAMES) {
            CommandSpec command = of(known);
            // what the list of all says of it
            command.usageMessage().header(firstSentence(command));
            spec.addSubcommand(known, command);
        }
    }

    /** What a command is there for. */
    static String firstSentence(CommandSpec command) {
        String first = command.usageMessage().description()[0];
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }

    private static CommandSpec of(String name) {
        return switch (name) {
            case "run" -> new RunCommand().spec();
            case "check" -> new CheckCommand().spec();
            case "status" -> new StatusCommand().spec();
            case "top" -> new TopCommand().spec();
            case "restart" -> new RestartCommand().spec();
            case "signal" -> new SignalCommand().spec();
            case "apply" -> new ApplyCommand().spec();
            case "logs" -> new LogsCommand().spec();
            case "add" -> new AddCommand().spec();
            case "remove" -> new RemoveCommand().spec();
            case "events" -> new EventsCommand().spec();
            case "console" -> new ConsoleCommand().spec();
            case "alert" -> new AlertCommand().spec();
            case "user" -> new UserCommand().spec();
            default -> new ActionCommand(action(name)).spec();
        };
    }

    private static Action action(String verb) {
        for (Action action : Action.values()) {
            if (action.verb().equals(verb)) {
                return action;
            }
        }
        throw new IllegalArgumentException("no such subcommand: " + verb);
    }
}
