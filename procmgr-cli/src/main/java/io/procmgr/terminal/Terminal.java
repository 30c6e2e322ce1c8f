package io.procmgr.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where the command's output goes, and what can be done there. Nothing but text without escape sequences goes to what is no
 * terminal.
 */
public final class Terminal {
    /** So wide is what is no terminal: nothing is cut. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    private final Optional<Path> device;
    private final boolean asks;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean measured;
    private Size size;

    /** In characters. */
    record Size(int width, int height) {}

    private Terminal(
            Optional<Path> device, boolean asks, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.device = device;
        this.asks = asks;
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.size = new Size(device.isPresent() ? USUAL_WIDTH : UNBOUNDED, USUAL_HEIGHT);
    }

    /** That of this process. */
    public static Terminal ofThisProcess(PrintWriter out, PrintWriter err) {
        Optional<Path> device = Tty.of(Tty.OUT);
        boolean asks = Tty.of(Tty.IN).isPresent() && Tty.of(Tty.ERR).isPresent();
        return new Terminal(device, asks, System.getenv(), out, err);
    }

    /** One that is so large; for tests. */
    static Terminal of(int width, int height, boolean colours, PrintWriter out, PrintWriter err) {
        Terminal terminal = new Terminal(
                colours ? Optional.of(Path.of("/dev/null")) : Optional.empty(),
                false,
                Map.of("TERM", "xterm"),
                out,
                err);
        terminal.measured = true;
        terminal.size = new Size(width, height);
        return terminal;
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** Whether standard output is one. */
    public boolean isTerminal() {
        return device.isPresent();
    }

    /** Whether it can be drawn anew in place. */
    public boolean isScreen() {
        return isTerminal() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }

    /** Whether somebody is there who can be asked. */
    public boolean asks() {
        return asks;
    }

    /** Colours only on a terminal, and not if {@code NO_COLOR} is set to anything (no-color.org). */
    public boolean hasColours() {
        return isScreen() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** The text in a colour, if there are colours. */
    public String painted(String text, Colour colour) {
        return hasColours() ? colour.paint(text) : text;
    }

    /** In characters; {@link #UNBOUNDED} if it is no terminal. */
    public int width() {
        return size().width();
    }

    /** In lines. */
    public int height() {
        return size().height();
    }

    private Size size() {
        if (!measured) {
            measure();
        }
        return size;
    }

    /** Looks how large it is now. Takes a program, since Java cannot; nothing if it is no terminal. */
    public void measure() {
        measured = true;
        if (device.isPresent()) {
            size = measured(device.get()).orElse(size);
        }
    }

    private static Optional<Size> measured(Path device) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(device.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            if (!stty.waitFor(1, TimeUnit.SECONDS) || stty.exitValue() != 0 || words.length != 2) {
                return Optional.empty();
            }
            Size found = new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
            // a terminal that does not know its size says 0
            return found.width() > 0 && found.height() > 0 ? Optional.of(found) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
