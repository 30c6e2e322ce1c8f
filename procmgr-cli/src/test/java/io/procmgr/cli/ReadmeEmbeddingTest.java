package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What README.md says of embedding works as it is pasted, in a new application in a JVM of its own. */
@ExtendWith(LeakCheck.class)
class ReadmeEmbeddingTest {
    private static final String MAIN = """
            import jakarta.enterprise.inject.se.SeContainer;
            import jakarta.enterprise.inject.se.SeContainerInitializer;
            import java.lang.management.ManagementFactory;
            import javax.management.ObjectName;

            public class Program {
                public static void main(String[] args) throws Exception {
                    try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
                        ObjectName name = new ObjectName("procmgr:type=Process,name=worker");
                        System.out.println(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "CommandLine"));
                        System.out.println(container.select(Worker.class).get().restart());
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void theClassThatIsShownRunsItsJobShowsItInJmxAndHearsOfItsEnd() throws Exception {
        Path classes = JarOfJobs.compiled(directory, shown(), MAIN);
        Files.createDirectories(classes.resolve("META-INF"));
        Files.createFile(classes.resolve("META-INF/beans.xml"));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dprocmgr.state-dir=" + directory.resolve("state"),
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        "Program")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(Files.readString(err)).isZero();
        assertThat(Files.readAllLines(out)).first().isEqualTo("sleep 1000");
        assertThat(Files.readString(out)).contains("worker: ").contains("ProcessExited[job=worker");
        assertThat(Command.childrenOf(directory.resolve("state"))).isEmpty();
    }

    /** The block of Java in that section. */
    private static String shown() throws IOException {
        return Files.readAllLines(Path.of("../README.md")).stream()
                .dropWhile(line -> !line.startsWith("## Embed it"))
                .dropWhile(line -> !line.equals("```java"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .collect(Collectors.joining("\n"));
    }
}
