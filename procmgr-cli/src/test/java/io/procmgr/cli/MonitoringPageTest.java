package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/monitoring.md shows the examples as they are, and names all of them. */
class MonitoringPageTest {
    private static final Path PAGE = Path.of("../docs/monitoring.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- (\\S+) -->\\n```[a-z]*\\n(.*?)```\\n");

    @Test
    void everyBlockIsAPartOfItsExample() throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(PAGE)).results().toList();
        Set<String> shown = new HashSet<>();
        for (MatchResult block : blocks) {
            assertThat(MonitoringExamples.text(block.group(1)))
                    .as(block.group(1))
                    .contains(block.group(2));
            shown.add(block.group(1));
        }
        assertThat(shown).hasSizeGreaterThanOrEqualTo(6);
        long fences = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("```"))
                .count();
        assertThat(fences).as("no block is of no example").isEqualTo(2L * blocks.size());
    }

    @Test
    void everyExampleIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        try (Stream<Path> files = Files.walk(MonitoringExamples.DIRECTORY)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThanOrEqualTo(9)
                    .allMatch(file -> page.contains(file.getFileName().toString()));
        }
    }
}
