package io.procmgr.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The man page of a command, made of what its help says. In roff itself ({@code man 7 man}): picocli's generator writes
 * AsciiDoc, and a program that makes roff of it would be larger than all of procmgr.
 */
final class ManPage {
    private static final String SECTION = "1";

    private final CommandSpec spec;
    private final StringBuilder text = new StringBuilder();

    private ManPage(CommandSpec spec) {
        this.spec = spec;
    }

    /** In section 1; as the page of {@code procmgr status} is called {@code procmgr-status}. */
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    /** The page of a command that belongs to these others. */
    static String of(CommandSpec spec, List<CommandSpec> others, String version) {
        return new ManPage(spec).page(others, version);
    }

    private String page(List<CommandSpec> others, String version) {
        macro("TH", name(spec).toUpperCase(Locale.ROOT), SECTION, "", "procmgr " + version, "procmgr");
        List<String> description = description(spec);
        macro("SH", "NAME");
        line(escaped(name(spec)) + " \\- " + escaped(purpose(spec)));
        macro("SH", "SYNOPSIS");
        line(escaped(synopsis()));
        macro("SH", "DESCRIPTION");
        String before = "";
        for (String paragraph : description) {
            text.append(before);
            line(escaped(paragraph));
            before = ".PP\n";
        }
        if (!spec.subcommands().isEmpty()) {
            macro("SH", "COMMANDS");
            for (CommandSpec command : others) {
                item(command.name(), purpose(command));
            }
        }
        options();
        exitStatus();
        macro("SH", "SEE ALSO");
        List<String> names = new ArrayList<>();
        for (CommandSpec other : others) {
            names.add("\\fB" + escaped(name(other)) + "\\fR(" + SECTION + ")");
        }
        line(String.join(", ", names));
        return text.toString();
    }

    private static List<String> description(CommandSpec spec) {
        List<String> lines = new ArrayList<>();
        for (String line : spec.usageMessage().description()) {
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** In the list of all pages, without a full stop. */
    private static String purpose(CommandSpec spec) {
        String sentence = Subcommands.firstSentence(spec);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private String synopsis() {
        CommandLine.Help help =
                new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return help.synopsis(0).replaceAll("\\s+", " ").strip();
    }

    private void options() {
        macro("SH", "OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item(parameter.paramLabel(), String.join(" ", parameter.description()));
        }
        for (OptionSpec option : spec.options()) {
            boolean takesValue = option.arity().max() > 0;
            String names = String.join(", ", option.names());
            item(names + (takesValue ? "=" + option.paramLabel() : ""), rendered(option));
        }
    }

    private static String rendered(OptionSpec option) {
        String candidates =
                option.completionCandidates() == null ? "" : String.join(", ", option.completionCandidates());
        return String.join(" ", option.description()).replace("${COMPLETION-CANDIDATES}", candidates);
    }

    private void exitStatus() {
        Map<String, String> statuses = spec.usageMessage().exitCodeList();
        if (!statuses.isEmpty()) {
            macro("SH", "EXIT STATUS");
            statuses.forEach(this::item);
        }
    }

    private void item(String term, String meaning) {
        text.append(".TP\n");
        line("\\fB" + escaped(term) + "\\fR");
        line(escaped(meaning));
    }

    private void macro(String name, String... words) {
        text.append('.').append(name);
        for (String word : words) {
            text.append(" \"").append(escaped(word)).append('"');
        }
        text.append('\n');
    }

    /** A line of text never is a request. */
    private void line(String roff) {
        text.append(roff.startsWith(".") || roff.startsWith("'") ? "\\&" : "")
                .append(roff)
                .append('\n');
    }

    private static String escaped(String plain) {
        StringBuilder roff = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> roff.append("\\e");
                case '-' -> roff.append("\\-");
                case '"' -> roff.append("\\(dq");
                case '~' -> roff.append("\\(ti");
                case '^' -> roff.append("\\(ha");
                default -> {
                    if (c < 0x7f) {
                        roff.append((char) c);
                    } else {
                        roff.append("\\[u").append(String.format("%04X", c)).append(']');
                    }
                }
            }
        });
        return roff.toString();
    }
}
