package io.procmgr.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks for what is missing on the command line, if somebody is there who can be asked. */
public final class Question {
    private Question() {}

    /** The answer, without blanks around it; empty if nobody is there, or nothing is answered. */
    public static Optional<String> ask(Terminal terminal, String question) throws IOException {
        if (!terminal.asks()) {
            return Optional.empty();
        }
        terminal.err().print(question + " ");
        terminal.err().flush();
        // each question reads its line alone: a reader would take what the next one waits for
        String answer = new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))
                .readLine();
        return Optional.ofNullable(answer).map(String::strip).filter(text -> !text.isEmpty());
    }
}
