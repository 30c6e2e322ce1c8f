package io.procmgr.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.terminal.Table.Cell;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables and the text in them. */
class TableTest {
    private final StringWriter out = new StringWriter();
    private final Terminal pipe = terminal(Terminal.UNBOUNDED, false);

    private Terminal terminal(int width, boolean colours) {
        return Terminal.of(width, 24, colours, new PrintWriter(out, true), new PrintWriter(out, true));
    }

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersAreAtTheRight() {
        Table table = new Table("NAME", ">PID", "EXIT");
        table.add(Cell.of("web"), Cell.of("7"), Cell.of(""));
        table.add(Cell.of("db"), Cell.of("12345"), Cell.of("signal 9"));

        assertThat(table.lines(pipe)).containsExactly("NAME    PID  EXIT", "web       7", "db    12345  signal 9");
    }

    @Test
    void aTableThatIsTooWideIsCutWhereItIsWidest() {
        Table table = new Table("NAME", ">PID");
        table.add(Cell.of("x".repeat(100)), Cell.of("12345"));

        List<String> lines = table.lines(terminal(30, false));

        assertThat(lines).allSatisfy(line -> assertThat(Text.width(line)).isLessThanOrEqualTo(30));
        assertThat(lines.get(1)).isEqualTo("x".repeat(22) + "…  12345");
        assertThat(table.lines(pipe).get(1)).contains("x".repeat(100));
    }

    @Test
    void coloursAreOnlyWhereThereAreColours() {
        Table table = new Table("NAME");
        table.add(new Cell("web", Colour.BAD));

        assertThat(table.lines(pipe)).containsExactly("NAME", "web");
        assertThat(table.lines(terminal(80, true))).containsExactly("\u001b[1mNAME\u001b[0m", "\u001b[31mweb\u001b[0m");
    }

    @Test
    void whatOthersWroteCannotMoveTheCursor() {
        Table table = new Table("NAME", "EXIT");
        table.add(Cell.of("a\u001b[2Jb\u0007\u202e"), Cell.of("two\nlines\tand tab"));

        assertThat(table.lines(pipe).get(1)).isEqualTo("ab    twolines and tab");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(Text.width("日本")).isEqualTo(4);
        assertThat(Text.width("e\u0301")).isEqualTo(1);
        assertThat(Text.fitted("日本語", 5)).isEqualTo("日本…");
        assertThat(Text.fitted("abc", 3)).isEqualTo("abc");
        assertThat(Text.fitted("abcd", 3)).isEqualTo("ab…");
    }

    @Test
    void linesKeepTheirTabsAndLoseControls() {
        assertThat(Text.line("a\tb\u001b]0;title\u0007c")).isEqualTo("a\tb]0;titlec");
        assertThat(Text.lines("one\r\ntwo\u001b[31m")).isEqualTo("one\ntwo");
    }

    @Test
    void timesHaveTheirTwoLargestUnits() {
        assertThat(Durations.text(0)).isEqualTo("0s");
        assertThat(Durations.text(59_999)).isEqualTo("59s");
        assertThat(Durations.text(123_000)).isEqualTo("2m 03s");
        assertThat(Durations.text(7_380_000)).isEqualTo("2h 03m");
        assertThat(Durations.text(90_000_000)).isEqualTo("1d 1h");
    }
}
