package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.os.LogStorages;
import io.procmgr.supervise.LogStorage;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tail -F}, and whoever follows files as it does, sees of a rotation: the table in {@code docs/logs.md}. */
@ExtendWith(LeakCheck.class)
class TailFollowerTest {
    @TempDir
    Path directory;

    private Path file;
    private Path seen;
    private Path said;
    private Process tail;
    private LogStates states;
    private LogFile log;

    @BeforeEach
    void follow() throws IOException {
        file = directory.resolve("web.log");
        seen = directory.resolve("seen");
        said = directory.resolve("said");
        states = new LogStates(directory.resolve("state"));
        log = new LogFile(file, states);
        append(1, 1_000);
        tail = new ProcessBuilder("tail", "-n", "+1", "-F", file.toString())
                .redirectOutput(seen.toFile())
                .redirectError(said.toFile())
                .start();
        awaitLine(1_000);
    }

    @AfterEach
    void end() throws InterruptedException {
        tail.destroy();
        tail.waitFor();
    }

    private void append(long first, long last) throws IOException {
        String text = LongStream.rangeClosed(first, last)
                .mapToObj(number -> NumberedLines.line(number) + "\n")
                .collect(Collectors.joining());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitLine(long number) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.readString(seen).endsWith(NumberedLines.line(number) + "\n"));
    }

    private void rotate(LogStorage storage) throws IOException {
        assertThat(new Rotator(storage, states, () -> 1_000, step -> {}).rotate(log, Owner.of(file), false))
                .isPresent();
    }

    private void awaitWord(String word) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(said).contains(word));
    }

    private static List<String> lines(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(NumberedLines::line).toList();
    }

    @Test
    void aCollapsedHeadIsTakenForATruncationAndWhatIsLeftIsReadAgain() throws IOException {
        rotate(LogStorages.ofNative());
        awaitWord("file truncated");
        append(1_001, 1_100);
        awaitLine(1_100);

        List<String> all = Files.readAllLines(seen);
        assertThat(all.stream().filter(line -> !line.isBlank()).distinct()).containsExactlyElementsOf(lines(1, 1_100));
        long repeated = all.stream().filter(line -> !line.isBlank()).count() - 1_100;
        assertThat(repeated).isBetween(1L, 100L);
        assertThat(all.stream().filter(String::isBlank)).hasSize(1);
    }

    @Test
    void aTruncationIsNoticedAndNothingComesTwice() throws IOException {
        rotate(LogStorages.truncating());
        awaitWord("file truncated");
        append(1_001, 1_100);
        awaitLine(1_100);

        assertThat(Files.readAllLines(seen)).isEqualTo(lines(1, 1_100));
    }

    @Test
    void aRenamedLogIsLeftForTheNewOneAndNothingComesTwice() throws IOException {
        assertThat(new Reopening(LogStorages.ofNative(), states, () -> 1_000).rotate(log, Owner.of(file), () -> {}))
                .isTrue();
        append(1_001, 1_100);
        awaitLine(1_100);

        assertThat(Files.readAllLines(seen)).isEqualTo(lines(1, 1_100));
    }
}
