package io.procmgr.cli;

import io.procmgr.terminal.Question;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The parameters {@code SELECTOR…} and {@code --all}. */
final class Selectors {
    private final PositionalParamSpec words;

    private final OptionSpec all = OptionSpec.builder("--all")
            .type(boolean.class)
            .initialValue(false)
            .description("All jobs.")
            .build();

    private final CommandSpec spec;

    /**
     * Adds the parameters.
     *
     * @param index which positional ones they are, such as {@code 0..*}
     */
    Selectors(CommandSpec spec, String index) {
        this.spec = spec;
        words = PositionalParamSpec.builder()
                .index(index)
                .arity("0..*")
                .paramLabel("SELECTOR")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A job's name, a pattern such as 'web-*', or @tag.")
                .build();
        spec.addPositional(words).addOption(all);
    }

    /** What is meant; all jobs if nothing is said. */
    Selection orAll() {
        return given().orElse(Selection.ALL);
    }

    /** What is meant. If nothing is said, that is asked for; in a script it is wrong usage. */
    Selection required(Terminal terminal, String what) throws IOException {
        Optional<Selection> given = given();
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> answer =
                Question.ask(terminal, "Which jobs to " + what + " (name, web-*, @tag, or * for all)?");
        return answer.map(text -> new Selection(List.of(text.split("\\s+"))))
                .orElseThrow(() -> usage("Missing required parameter: 'SELECTOR', or --all"));
    }

    private Optional<Selection> given() {
        List<String> given = Optional.<List<String>>ofNullable(words.getValue()).orElse(List.of());
        boolean everything = all.getValue();
        if (everything && !given.isEmpty()) {
            throw usage("--all and SELECTOR exclude each other");
        }
        if (given.stream().anyMatch(word -> word.isBlank() || word.equals("@"))) {
            throw usage("Invalid SELECTOR: it is a name, a pattern such as 'web-*', or @tag");
        }
        if (everything) {
            return Optional.of(Selection.ALL);
        }
        return given.isEmpty() ? Optional.empty() : Optional.of(new Selection(given));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
