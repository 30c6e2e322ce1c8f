package io.procmgr.terminal;

import java.util.List;

/**
 * Shows lines in place of those before, until the command ends. Lines beyond the terminal's height are counted and not shown.
 * The cursor is hidden meanwhile, and comes back however the JVM ends.
 */
public final class Screen implements AutoCloseable {
    private static final String HIDE = "\u001b[?25l";
    private static final String SHOW = "\u001b[?25h";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K";
    private static final String REST = "\u001b[J";

    private final Terminal terminal;
    private final Thread atEnd = new Thread(this::show, "procmgr-screen");

    public Screen(Terminal terminal) {
        this.terminal = terminal;
        terminal.out().print(HIDE + HOME + REST);
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Shows these lines, the first of which is always seen. */
    public void show(List<String> lines) {
        StringBuilder text = new StringBuilder(HOME);
        int rows = terminal.height() - 1;
        boolean all = lines.size() <= rows;
        int shown = all ? lines.size() : Math.max(1, rows - 1);
        for (String line : lines.subList(0, shown)) {
            text.append(line).append(END_OF_LINE).append("\r\n");
        }
        if (!all) {
            text.append("… ")
                    .append(lines.size() - shown)
                    .append(" more")
                    .append(END_OF_LINE)
                    .append("\r\n");
        }
        terminal.out().print(text.append(REST));
        terminal.out().flush();
    }

    private void show() {
        terminal.out().print(SHOW);
        terminal.out().flush();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
            show();
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook does it
            return;
        }
    }
}
