package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.output.Rotator.Step;
import io.procmgr.supervise.LogStorage;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every way of rotating keeps to, whatever takes the head away. */
@ExtendWith(LeakCheck.class)
abstract class RotationContract {
    @TempDir
    Path directory;

    private final LogStorage storage = storage();
    private Path file;
    private LogStates states;
    private LogFile log;
    private Optional<Step> fails = Optional.empty();

    abstract LogStorage storage();

    @BeforeEach
    void files() {
        file = directory.resolve("web.log");
        states = new LogStates(directory.resolve("state"));
        log = new LogFile(file, states);
    }

    /** As if the supervisor had been killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private Rotator rotator() {
        return new Rotator(storage, states, () -> 1_000, step -> {
            if (fails.filter(step::equals).isPresent()) {
                throw new Killed();
            }
        });
    }

    private Optional<Rotated> rotate(String... pairs) throws IOException {
        return rotator().rotate(log, Owner.of(file, pairs), false);
    }

    /** A supervisor that begins anew. */
    private void restart() throws IOException {
        fails = Optional.empty();
        log = new LogFile(file, states);
        new Recovery(storage, states, rotator(), () -> 2_000).recover(log, Owner.of(file));
    }

    void append(long from, long to) throws IOException {
        StringBuilder text = new StringBuilder();
        for (long i = from; i <= to; i++) {
            text.append(NumberedLines.line(i)).append('\n');
        }
        append(text.toString());
    }

    void append(String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void noLineIsLostDoubledOrCut() throws IOException {
        append(1, 1_000);
        assertThat(rotate()).isPresent();
        append(1_001, 2_000);
        assertThat(rotate()).isPresent();
        append(2_001, 2_010);

        NumberedLines.assertComplete(file, 2_010);
        assertThat(Files.size(log.archives().plain(1))).isGreaterThan(40_000);
        assertThat(Files.size(file)).isLessThan(10_000);
    }

    @Test
    void onlyTheNewestArchivesAreKept() throws IOException {
        for (int i = 0; i < 6; i++) {
            append(i * 500 + 1, i * 500 + 500);
            rotate("log.keep", "3");
        }

        assertThat(log.archives().plain(3)).exists();
        assertThat(log.archives().plain(4)).doesNotExist();
    }

    @Test
    void anArchiveCanBeReadByThoseWhoCanReadTheLog() throws IOException {
        append(1, 1_000);
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        rotate();

        assertThat(Files.getPosixFilePermissions(log.archives().plain(1)))
                .isEqualTo(Files.getPosixFilePermissions(file));
    }

    @Test
    void aWriterAtFullSpeedGoesOn() throws Exception {
        Process writer = NumberedLines.write(file, 400_000);
        int rotations = 0;
        while (writer.isAlive()) {
            rotations += Files.size(file) > 100_000 && rotate("log.keep", "900").isPresent() ? 1 : 0;
        }
        assertThat(writer.exitValue()).isZero();

        assertThat(rotations).isPositive();
        assertThatLinesAre(400_000);
    }

    void assertThatLinesAre(long last) throws IOException {
        NumberedLines.assertComplete(file, last);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whereverItIsInterruptedNothingIsLostOrDoubled(Step step) throws IOException {
        append(1, 1_000);
        rotate();
        append(1_001, 2_000);
        fails = Optional.of(step);
        assertThatThrownBy(this::rotate).isInstanceOf(Killed.class);
        append(2_001, 3_000);
        restart();

        NumberedLines.assertComplete(file, 3_000);
        rotate();
        append(3_001, 3_010);
        NumberedLines.assertComplete(file, 3_010);
        assertThat(log.archives().fresh()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aCursorFindsTheNextLineAfterAnInterruptedRotation(Step step) throws IOException {
        append(1, 1_000);
        LogBook book = new LogBook(directory.resolve("state"));
        Chunk first = new LogReader(book).read(file, "", 20_000);
        fails = Optional.of(step);
        assertThatThrownBy(this::rotate).isInstanceOf(Killed.class);
        restart();
        append(1_001, 1_100);

        LogReader reader = new LogReader(new LogBook(directory.resolve("state")));
        StringBuilder text = new StringBuilder(first.text());
        Chunk chunk = reader.read(file, first.cursor(), 7_000);
        while (!chunk.text().isEmpty()) {
            text.append(chunk.text());
            chunk = reader.read(file, chunk.cursor(), 7_000);
        }
        assertThat(text.toString().lines().toList())
                .hasSize(1_100)
                .startsWith(NumberedLines.line(1))
                .endsWith(NumberedLines.line(1_100))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLogThatSomebodyElseCutIsTakenAsItIs() throws IOException {
        append(1, 1_000);
        rotate();
        Files.write(file, new byte[0]);
        append(1_001, 2_000);
        rotate();

        assertThat(NumberedLines.missing(file, 2_000)).isLessThan(100);
    }

    @Test
    void aLogThatSomebodyElseRenamedIsTakenAsItIs() throws IOException {
        append(1, 1_000);
        rotate();
        Files.move(file, directory.resolve("elsewhere"));
        append(2_001, 3_000);
        rotate();

        assertThat(Files.readAllLines(log.archives().plain(1))).first().isEqualTo(NumberedLines.line(2_001));
    }
}
