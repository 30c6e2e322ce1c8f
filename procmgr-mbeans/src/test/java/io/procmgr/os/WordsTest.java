package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Words that the locale of the JVM cannot carry. */
@ExtendWith(LeakCheck.class)
class WordsTest {
    private final Words poor = new Words(false);

    @TempDir
    Path directory;

    @Test
    void plainCommandStaysAsItIs() {
        List<String> command = List.of("echo", "a b", "$x");

        assertThat(poor.passable(command, "/bin/sh")).isSameAs(command);
    }

    @Test
    void shellPutsEveryByteBack() throws IOException, InterruptedException {
        List<String> words = List.of(
                "printf",
                "<%s>",
                "",
                "gr\u00fc\u00df\u20ac\ud83d\ude00",
                "\\0101",
                "%b",
                "a\nb\n\n",
                " x ",
                "$HOME`id`'\"*");

        List<String> passable = poor.passable(words, "/bin/sh");

        assertThat(passable).allMatch(word -> word.chars().allMatch(c -> c < 0x80));
        Process process = new ProcessBuilder(passable).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).isEqualTo("<" + String.join("><", words.subList(2, words.size())) + ">");
    }

    @Test
    void launcherUsesItForWordsAndVariables() throws IOException {
        List<String> told = new ArrayList<>();
        try (EventLoop loop = new EventLoop();
                ProcessLauncher launcher = new ProcessLauncher(loop, Tools.ofSystem(), poor, Spawners.SLOW)) {
            RecordingListener listener = new RecordingListener();
            launcher.launch(
                    Request.sh(directory, "printf '%s %s' \"$1\" \"$NAME\"", "gr\u00fc\u00df")
                            .env("NAME", "\u20ac")
                            .build(),
                    listener);
            told.add(listener.awaitExited());
        }

        assertThat(told).containsExactly("exit status 0");
        assertThat(Files.readString(directory.resolve("out"))).isEqualTo("gr\u00fc\u00df \u20ac");
    }
}
