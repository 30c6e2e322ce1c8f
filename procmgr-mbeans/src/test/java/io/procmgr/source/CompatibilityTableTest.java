package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/compatibility/pmtr.md}: a row for each fact, a test for each that is not left, and only tests that exist. */
class CompatibilityTableTest {
    private static final Path ROOT = Path.of("..");
    private static final int FACTS = 91;

    private List<String[]> rows;

    @BeforeEach
    void readTable() throws IOException {
        rows = Files.readAllLines(ROOT.resolve("docs/compatibility/pmtr.md")).stream()
                .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                .map(line -> line.split(" \\| |^\\| | \\|$"))
                .toList();
    }

    @Test
    void eachFactHasOneRowAndAVerdict() {
        assertThat(rows)
                .extracting(cells -> Integer.parseInt(cells[1]))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FACTS).boxed().toList());
        assertThat(rows).allSatisfy(cells -> {
            assertThat(cells).hasSize(6);
            assertThat(cells[3]).isIn("kept", "mended", "left");
        });
    }

    @Test
    void eachFactThatIsNotLeftHasATest() {
        assertThat(rows)
                .filteredOn(cells -> !cells[3].equals("left") && cells[5].equals("-"))
                .extracting(cells -> cells[1])
                .isEmpty();
    }

    @Test
    void eachTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        for (String[] cells : rows) {
            for (String named : cells[5].split(", ")) {
                if (!named.equals("-")) {
                    String[] parts = named.split("\\.");
                    assertThat(tests).as(named).containsKey(parts[0]);
                    assertThat(tests.get(parts[0])).as(named).contains("void " + parts[1] + "(");
                }
            }
        }
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> roots = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
            return roots.stream()
                    .flatMap(CompatibilityTableTest::javaFiles)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            CompatibilityTableTest::text,
                            String::concat));
        }
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
