package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/compatibility}: a row for each fact, a test for each that is not left, and only tests that exist. */
class CompatibilityTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TABLES = ROOT.resolve("docs/compatibility");

    /** How many facts each table goes through. */
    private static final Map<String, Integer> FACTS =
            Map.of("pmtr.md", 101, "proc-launcher.md", 37, "proclaunch.md", 43, "prosit.md", 35);

    static Set<String> tables() {
        return FACTS.keySet();
    }

    private static List<String[]> rows(String table) throws IOException {
        return Files.readAllLines(TABLES.resolve(table)).stream()
                .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                .map(line -> line.split(" \\| |^\\| | \\|$"))
                .toList();
    }

    @Test
    void everyTableIsLookedAt() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FACTS.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachFactHasOneRowAndAVerdict(String table) throws IOException {
        List<String[]> rows = rows(table);
        assertThat(rows)
                .extracting(cells -> Integer.parseInt(cells[1]))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FACTS.get(table)).boxed().toList());
        assertThat(rows).allSatisfy(cells -> {
            assertThat(cells).hasSize(6);
            assertThat(cells[3]).isIn("kept", "mended", "left");
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachFactThatIsNotLeftHasATest(String table) throws IOException {
        assertThat(rows(table))
                .filteredOn(cells -> !cells[3].equals("left") && cells[5].equals("-"))
                .extracting(cells -> cells[1])
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachTestThatIsNamedExists(String table) throws IOException {
        Map<String, String> tests = tests();
        for (String[] cells : rows(table)) {
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
