package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {
    private final LogReader reader = new LogReader(new LogBook(Path.of("/nonexistent")));

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void name() {
        log = directory.resolve("log");
    }

    @Test
    void tailGivesTheLastLines() throws IOException {
        Files.writeString(log, "one\ntwo\nthree\n");

        assertThat(reader.tail(log, 2)).containsExactly("two", "three");
        assertThat(reader.tail(log, 9)).containsExactly("one", "two", "three");
        assertThat(reader.tail(log, 0)).isEmpty();
    }

    @Test
    void tailShowsALineThatIsNotEnded() throws IOException {
        Files.writeString(log, "one\n\ntw");

        assertThat(reader.tail(log, 2)).containsExactly("", "tw");
    }

    @Test
    void readTailLeavesALineThatIsNotEndedToWhoReadsOn() throws IOException {
        Files.writeString(log, "one\ntwo\nthr");
        Chunk tail = reader.readTail(log, 1);
        assertThat(tail.text()).isEqualTo("two\n");

        Files.writeString(log, "ee\n", StandardOpenOption.APPEND);

        assertThat(reader.readLines(log, tail.cursor(), 100).text()).isEqualTo("three\n");
        assertThat(reader.readTail(log, 9).text()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void readTailOfALogThatIsNotThereOrHasNoLineIsEmpty() throws IOException {
        assertThat(reader.readTail(log, 1)).isEqualTo(new Chunk("", ""));
        Files.writeString(log, "begun");

        Chunk tail = reader.readTail(log, 1);

        assertThat(tail.text()).isEmpty();
        Files.writeString(log, " and ended\n", StandardOpenOption.APPEND);
        assertThat(reader.readLines(log, tail.cursor(), 100).text()).isEqualTo("begun and ended\n");
    }

    @Test
    void tailReadsAcrossBlocks() throws IOException {
        List<String> lines = IntStream.range(0, 20_000)
                .mapToObj(number -> "line " + number + " \u20ac")
                .toList();
        Files.write(log, lines);

        assertThat(reader.tail(log, 15_000)).isEqualTo(lines.subList(5_000, 20_000));
    }

    @Test
    void tailReadsAtMostEightMebibytesAndNoCutLine() throws IOException {
        int most = 8 * 1024 * 1024;
        Files.writeString(log, "x".repeat(most) + "\nlast\n");
        assertThat(reader.tail(log, 5)).containsExactly("last");

        Files.writeString(log, "x".repeat(most + 5));
        assertThat(reader.tail(log, 5)).containsExactly("x".repeat(most));
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() throws IOException {
        Files.write(log, new byte[] {'a', (byte) 0xff, 'b', '\n'});

        assertThat(reader.tail(log, 1)).containsExactly("a\ufffdb");
        assertThat(reader.read(log, "", 100).text()).isEqualTo("a\ufffdb\n");
    }

    @Test
    void chunksFollowOneAnother() throws IOException {
        Files.writeString(log, "one\ntwo\n");
        Chunk first = reader.read(log, "", 100);
        assertThat(first.text()).isEqualTo("one\ntwo\n");
        assertThat(reader.read(log, first.cursor(), 100)).isEqualTo(new Chunk("", first.cursor()));

        append("three\n");

        assertThat(reader.read(log, first.cursor(), 100).text()).isEqualTo("three\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7, 64, 1000})
    void nothingIsLostOrDoubledWhateverTheSize(int size) throws IOException {
        String text = IntStream.range(0, 50)
                        .mapToObj(n -> "z\u00fc " + n + " \u20ac\n")
                        .collect(Collectors.joining()) + "not ended";
        Files.writeString(log, text);
        StringBuilder all = new StringBuilder();

        String cursor = "";
        Chunk chunk = reader.read(log, cursor, size);
        while (!chunk.text().isEmpty()) {
            assertThat(chunk.text().getBytes(StandardCharsets.UTF_8).length).isBetween(1, 3 * size);
            all.append(chunk.text());
            cursor = chunk.cursor();
            chunk = reader.read(log, cursor, size);
        }

        assertThat(all).hasToString(text);
    }

    @Test
    void characterThatDoesNotFitIsReadInPieces() throws IOException {
        Files.writeString(log, "\u20ac");

        Chunk first = reader.read(log, "", 1);

        assertThat(first.text()).isEqualTo("\ufffd");
        assertThat(reader.read(log, first.cursor(), 1).text()).isEqualTo("\ufffd");
    }

    @Test
    void wholeLinesArePreferred() throws IOException {
        Files.writeString(log, "one\ntwo\nthree");

        Chunk first = reader.read(log, "", 10);
        assertThat(first.text()).isEqualTo("one\ntwo\n");
        assertThat(reader.read(log, first.cursor(), 10).text()).isEqualTo("three");
    }

    @Test
    void anotherFileBeginsAtItsStart() throws IOException {
        Files.writeString(log, "one\ntwo\n");
        String cursor = reader.read(log, "", 100).cursor();
        Files.move(log, directory.resolve("log.1"));

        Files.writeString(log, "new one\nnew two\n");

        assertThat(reader.read(log, cursor, 100).text()).isEqualTo("new one\nnew two\n");
    }

    @Test
    void fileThatWasCutBeginsAtItsStart() throws IOException {
        Files.writeString(log, "one\ntwo\n");
        String cursor = reader.read(log, "", 100).cursor();

        Files.writeString(log, "new\n", StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(reader.read(log, cursor, 100).text()).isEqualTo("new\n");
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(reader.tail(log, 10)).isEmpty();
        assertThat(reader.read(log, "", 10)).isEqualTo(new Chunk("", ""));
    }

    @Test
    void onlyRegularFilesAreRead() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("secret"), "secret\n");
        Files.createSymbolicLink(log, directory.resolve("secret"));
        assertThat(new ProcessBuilder("mkfifo", directory + "/fifo").start().waitFor())
                .isZero();

        for (Path other : List.of(log, directory, directory.resolve("fifo"), Path.of("/dev/zero"))) {
            assertThat(reader.tail(other, 10)).isEmpty();
            assertThat(reader.read(other, "", 10).text()).isEmpty();
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> reader.tail(log, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(log, "", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(log, "", LogReader.MAX_BYTES + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read(log, "nonsense", 10))
                .withMessage("a cursor is empty or one that an earlier call gave (cursor=nonsense)");
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(log, "x:-5", 10));
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
