package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.os.LogStorages;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is renamed, wherever that is interrupted. */
class ReopeningTest {
    private final LogStorage storage = LogStorages.ofNative();

    @TempDir
    Path directory;

    private Path file;
    private LogStates states;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("web.log"), "one\n");
        states = new LogStates(directory.resolve("state"));
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private boolean rotate(Runnable tell) throws IOException {
        return new Reopening(storage, states, () -> 1_000).rotate(new LogFile(file, states), Owner.of(file), tell);
    }

    /** A supervisor that begins anew; whether it has the log opened anew. */
    private boolean restart() throws IOException {
        Rotator rotator = new Rotator(storage, states, () -> 2_000, step -> {});
        return new Recovery(storage, states, rotator, () -> 2_000).recover(new LogFile(file, states), Owner.of(file));
    }

    private String read() throws IOException {
        LogReader reader = new LogReader(new LogBook(directory.resolve("state")));
        StringBuilder text = new StringBuilder();
        Chunk chunk = reader.read(file, "", 1_000);
        while (!chunk.text().isEmpty()) {
            text.append(chunk.text());
            chunk = reader.read(file, chunk.cursor(), 1_000);
        }
        return text.toString();
    }

    @Test
    void anArchiveIsKnownAlthoughNobodyLivedToNoteIt() throws IOException {
        assertThatThrownBy(() -> rotate(() -> {
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        Files.writeString(file, "two\n", StandardOpenOption.APPEND);

        assertThat(restart()).as("to be opened anew").isTrue();
        assertThat(read()).isEqualTo("one\ntwo\n");
        assertThat(restart()).isFalse();
    }

    @Test
    void aFileThatDidNotGetItsNewNameStaysTheLog() throws IOException {
        rotate(() -> {});
        Files.writeString(file, "two\n", StandardOpenOption.APPEND);
        LogState before = states.load(file).orElseThrow();
        long start = before.start();
        Archive begun = new Archive(Inode.of(file).orElseThrow().number(), start, 0, 4, false);
        states.save(before.with(new Rotation(Rotation.Method.RENAME, begun, 4, Marker.NONE)));
        Files.createFile(new ArchiveFiles(file).fresh());

        assertThat(restart()).isFalse();
        assertThat(new ArchiveFiles(file).fresh()).doesNotExist();
        assertThat(states.load(file)).contains(before);
        assertThat(read()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aLogThatWasNotMadeAnewIsMadeBySomebody() throws IOException {
        assertThatThrownBy(() -> rotate(() -> {
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        Files.move(file, new ArchiveFiles(file).fresh());

        assertThat(restart()).isTrue();
        assertThat(file).isEmptyFile();
        assertThat(read()).isEqualTo("one\n");
    }

    @Test
    void aLogWithASecondNameIsNotRenamed() throws IOException {
        Files.createLink(directory.resolve("second.log"), file);

        assertThatThrownBy(() -> rotate(() -> {})).hasMessageContaining("it has other names (links=2)");
        assertThat(file).hasContent("one\n");
        assertThat(directory.resolve("web.log.1")).doesNotExist();
    }
}
