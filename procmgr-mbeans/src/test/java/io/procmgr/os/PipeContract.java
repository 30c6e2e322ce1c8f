package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.Launcher.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Standard input by a FIFO: who may write, what is kept together, and that nobody ever waits. */
abstract class PipeContract extends LauncherContract {
    private static final String COPY = "echo up; exec cat";

    Path pipe() {
        return directory.resolve("pipes/job");
    }

    Written write(String text) {
        try {
            return launcher().write(pipe(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void linesReachTheJobInTheirOrder() {
        launch(Request.sh(directory, COPY).pipe()).awaitLaunched();

        assertThat(write("first\n")).isEqualTo(Written.ALL);
        assertThat(write("grüße\twelt\n")).isEqualTo(Written.ALL);

        awaitLine("out", "grüße\twelt");
        assertThat(read("out")).isEqualTo("up\nfirst\ngrüße\twelt\n");
    }

    @Test
    void theJobNeverSeesAnEndHoweverManyWritersComeAndGo() {
        RecordingListener listener = launch(Request.sh(directory, "while read -r l; do echo $l; done; echo END")
                .pipe());
        listener.awaitLaunched();
        for (int i = 0; i < 5; i++) {
            write("line " + i + "\n");
        }

        awaitLine("out", "line 4");

        assertThat(read("out")).doesNotContain("END");
        assertThat(listener.told()).containsExactly("launched");
    }

    @Test
    void withoutAReaderOrAPipeNothingIsWrittenAndNobodyWaits() {
        assertThat(write("lost\n")).isEqualTo(Written.NO_READER);
        RecordingListener listener = launch(Request.sh(directory, "exit 0").pipe());
        listener.awaitExited();

        assertThat(write("lost\n")).isEqualTo(Written.NO_READER);
        assertThat(pipe()).exists();
    }

    @Test
    void aFullPipeTakesNoPartOfALine() throws IOException {
        RecordingListener listener =
                launch(Request.sh(directory, "sleep 1000 & wait; exit 1").pipe());
        listener.awaitLaunched();
        String line = "x".repeat(4095) + "\n";

        List<Written> answers = new ArrayList<>();
        while (answers.size() < 100 && !answers.contains(Written.NO_ROOM)) {
            answers.add(write(line));
        }

        // 64 KiB, or one page for a user who has many pipes ({@code man 7 pipe})
        assertThat(answers).hasSizeLessThan(20).endsWith(Written.NO_ROOM);
        assertThat(answers.subList(0, answers.size() - 1)).containsOnly(Written.ALL);
    }

    @Test
    void theNextRunReadsTheSamePipe() {
        launch(Request.sh(directory, "read -r l; echo got $l").pipe()).awaitLaunched();
        write("one\n");
        awaitLine("out", "got one");
        await().until(() -> write("x\n") == Written.NO_READER);

        launch(Request.sh(directory, "read -r l; echo got $l").pipe()).awaitLaunched();
        write("two\n");

        awaitLine("out", "got two");
    }

    @Test
    void nobodyButTheOwnerHasARightToThePipe() throws IOException {
        launch(Request.sh(directory, COPY).pipe()).awaitLaunched();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileInItsPlaceIsLeftAloneAndTold() throws IOException {
        Files.createDirectory(pipe().getParent());
        Files.writeString(pipe(), "precious");

        assertThat(launch(Request.sh(directory, COPY).pipe()).awaitFailed())
                .isEqualTo("cannot make the pipe " + pipe() + ": something else is there");
        assertThat(Files.readString(pipe())).isEqualTo("precious");
    }

    @Test
    void aJobOfAnotherUserOwnsItsPipeThoughItMayNotEnterTheDirectory() throws IOException {
        Rights.needRoot();
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path pipe = open.resolve("pipes/job");
        launch(Request.sh(open, COPY).user("nobody").pipe()).awaitLaunched();

        assertThat(launcher().write(pipe, "hello\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Written.ALL);

        awaitLine("open/out", "hello");
        assertThat(Files.getOwner(pipe).getName()).isEqualTo("nobody");
    }
}
