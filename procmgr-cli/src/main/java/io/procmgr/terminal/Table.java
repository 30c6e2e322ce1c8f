package io.procmgr.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under titles. Columns are as wide as their widest cell; if that is more than the terminal has, the widest are cut until
 * it fits. Cells are made printable here.
 */
public final class Table {
    private static final String GAP = "  ";

    /** Names and words are not cut shorter than this. */
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final List<Cell[]> rows = new ArrayList<>();

    private record Column(String title, boolean right) {}

    /**
     * A cell.
     *
     * @param text in one line
     * @param colour where there are colours
     */
    public record Cell(String text, Colour colour) {
        public Cell {
            text = Text.line(text).replace('\t', ' ');
        }

        public static Cell of(String text) {
            return new Cell(text, Colour.PLAIN);
        }
    }

    /** Titles; those that begin with {@code >} are of columns of numbers. */
    public Table(String... titles) {
        columns = new ArrayList<>(titles.length);
        for (String title : titles) {
            boolean right = title.startsWith(">");
            columns.add(new Column(right ? title.substring(1) : title, right));
        }
    }

    /** @throws IllegalArgumentException unless there is a cell for each column */
    public void add(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row has a cell for each column (cells=" + cells.length + ", columns=" + columns.size() + ")");
        }
        rows.add(cells.clone());
    }

    /** Its lines, the first of which has the titles. */
    public List<String> lines(Terminal terminal) {
        int[] widths = fitted(terminal.width());
        List<String> lines = new ArrayList<>(rows.size() + 1);
        Cell[] titles = columns.stream()
                .map(column -> new Cell(column.title(), Colour.TITLE))
                .toArray(Cell[]::new);
        lines.add(line(titles, widths, terminal));
        for (Cell[] row : rows) {
            lines.add(line(row, widths, terminal));
        }
        return lines;
    }

    /** All of it, at once. */
    public void print(Terminal terminal) {
        StringBuilder text = new StringBuilder();
        for (String line : lines(terminal)) {
            text.append(line).append('\n');
        }
        terminal.out().print(text);
        terminal.out().flush();
    }

    private String line(Cell[] row, int[] widths, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        int pending = 0;
        for (int i = 0; i < row.length; i++) {
            String text = Text.fitted(row[i].text(), widths[i]);
            int blanks = widths[i] - Text.width(text);
            boolean right = columns.get(i).right();
            if (!text.isEmpty()) {
                line.append(" ".repeat(pending + (right ? blanks : 0)));
                line.append(terminal.painted(text, row[i].colour()));
                pending = right ? 0 : blanks;
            } else {
                pending += blanks;
            }
            pending += GAP.length();
        }
        return line.toString();
    }

    private int[] fitted(int width) {
        int[] widths = new int[columns.size()];
        long sum = (long) GAP.length() * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Text.width(columns.get(i).title());
            for (Cell[] row : rows) {
                widths[i] = Math.max(widths[i], Text.width(row[i].text()));
            }
            sum += widths[i];
        }
        while (sum > width) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = !columns.get(i).right() && widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            sum--;
        }
        return widths;
    }
}
