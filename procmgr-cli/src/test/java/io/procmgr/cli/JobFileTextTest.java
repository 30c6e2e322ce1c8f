package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobSpec;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code procmgr add} writes is read as it was meant. */
class JobFileTextTest {
    private static final String LETTERS = "ab \\'\"$${}=:#!\t%;é€";

    @TempDir
    private Path directory;

    private JobSpec read(JobFileText text) throws IOException {
        Catalog catalog =
                JobSources.load(List.of(Files.writeString(directory.resolve("web.job"), text.toString())), directory);
        assertThat(catalog.problems()).isEmpty();
        return catalog.jobs().get(0);
    }

    @Test
    void anyWordsAreTheSameWordsAgain() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            List<String> words = new ArrayList<>(List.of("/bin/true"));
            for (int word = random.nextInt(5); word > 0; word--) {
                words.add(word(random));
            }

            assertThat(read(new JobFileText().command(words, false)).execution().command())
                    .as("%s", words)
                    .isEqualTo(words);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    @Test
    void aShellCommandStaysOneTextThatTheShellExpands() throws IOException {
        String line = "echo \"${HOME}\" '$x' \\; sleep 1";

        JobSpec job = read(new JobFileText().command(List.of(line), true).put("shell", "true"));

        assertThat(job.execution().command()).last().isEqualTo(line);
    }

    @Test
    void valuesAreTextAndNoVariables() throws IOException {
        JobSpec job = read(
                new JobFileText().command(List.of("/bin/true"), false).put("description", "  ${HOME} \\ and # more"));

        assertThat(job.description().strip()).isEqualTo("${HOME} \\ and # more");
    }
}
