package io.procmgr.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a password: from a terminal twice and without showing it, else the first line of standard input. */
public final class Secret {
    private static final int LONGEST = 1_024;

    private Secret() {}

    /**
     * Reads one; the caller wipes it.
     *
     * @throws IOException if there is none, it is too long, or the two differ
     */
    public static char[] read(Terminal terminal, String name) throws IOException {
        Console console = terminal.asks() ? System.console() : null;
        return console == null ? line() : asked(console, name);
    }

    private static char[] asked(Console console, String name) throws IOException {
        char[] first = console.readPassword("Password of %s: ", name);
        char[] second = console.readPassword("Once more: ");
        try {
            if (first == null || second == null || !Arrays.equals(first, second)) {
                throw new IOException("cannot take the password: it was not the same twice");
            }
            return first.clone();
        } finally {
            wipe(first);
            wipe(second);
        }
    }

    private static char[] line() throws IOException {
        char[] read = new char[LONGEST + 1];
        int length = 0;
        try (Reader in = new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)) {
            int c = in.read();
            while (c >= 0 && c != '\n' && length <= LONGEST) {
                read[length++] = (char) c;
                c = in.read();
            }
            if (length > LONGEST) {
                throw new IOException("cannot take the password: it is too long (most=" + LONGEST + ")");
            }
            int end = length > 0 && read[length - 1] == '\r' ? length - 1 : length;
            return Arrays.copyOf(read, end);
        } finally {
            wipe(read);
        }
    }

    /** Overwrites it. */
    public static void wipe(char[] secret) {
        if (secret != null) {
            Arrays.fill(secret, '\0');
        }
    }
}
