package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutTest {
    private static final int UNIT = 100;

    @TempDir
    Path directory;

    private Cut cut(String text, int skip) throws IOException {
        Path file = Files.writeString(directory.resolve("log"), text);
        try (FileChannel live = FileChannel.open(file)) {
            return Cut.of(live, live.size(), UNIT, skip);
        }
    }

    @Test
    void aFileThatIsNoLargerThanAUnitIsLeftAlone() throws IOException {
        assertThat(cut("", 0)).isEqualTo(Cut.NONE);
        assertThat(cut("line\n".repeat(20), 0)).isEqualTo(Cut.NONE);
    }

    @Test
    void theArchiveRunsOnToTheEndOfTheLine() throws IOException {
        assertThat(cut("line of it\n".repeat(30), 0)).isEqualTo(new Cut(300, 308, true));
    }

    @Test
    void aMarkerHasRoomForTwoBytesEvenIfALineEndsRightThere() throws IOException {
        assertThat(cut("nine....\n".repeat(11) + "\n" + "nine....\n".repeat(5), 0))
                .isEqualTo(new Cut(100, 109, true));
    }

    @Test
    void whatIsTakenAwayEndsBeforeTheEndOfTheFile() throws IOException {
        assertThat(cut("four\n".repeat(40), 0)).isEqualTo(new Cut(100, 105, true));
    }

    @Test
    void withoutALineEndBehindTheLastUnitAnEarlierOneIsTaken() throws IOException {
        assertThat(cut("four\n".repeat(30) + "x".repeat(400), 0)).isEqualTo(new Cut(100, 105, true));
    }

    @Test
    void aLineThatIsStillShortIsNeverCut() throws IOException {
        assertThat(cut("x".repeat(1_000), 0)).isEqualTo(Cut.NONE);
    }

    @Test
    void onlyAnEndlessLineIsCut() throws IOException {
        assertThat(cut("x".repeat(Cut.LONGEST_LINE + 150), 0))
                .isEqualTo(
                        new Cut((Cut.LONGEST_LINE + 149) / UNIT * UNIT, (Cut.LONGEST_LINE + 149) / UNIT * UNIT, false));
    }

    @Test
    void whatTheMarkerTakesUpIsNoReasonToRotate() throws IOException {
        assertThat(cut(" ".repeat(149) + "\nline\n", 150)).isEqualTo(Cut.NONE);
    }
}
