package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Classes that a test writes, compiled against the class path of the tests. */
final class JarOfJobs {
    private static final String HEAD = """
            import io.procmgr.cdi.*;
            import io.procmgr.job.*;
            import jakarta.enterprise.context.*;
            import jakarta.enterprise.event.*;
            import jakarta.enterprise.inject.*;
            import jakarta.inject.*;
            """;

    private JarOfJobs() {}

    /** Compiles these sources, each of a public class, into a directory; imports of the API stand before each. */
    static Path classes(Path directory, String... sources) throws IOException {
        return compiled(
                directory, Stream.of(sources).map(source -> HEAD + source).toArray(String[]::new));
    }

    /** The same of sources that have their imports. */
    static Path compiled(Path directory, String... sources) throws IOException {
        Path classes = Files.createTempDirectory(directory, "classes");
        Path texts = Files.createTempDirectory(directory, "sources");
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        for (String source : sources) {
            String name = source.replaceFirst("(?s).*?public (?:final )?class (\\w+).*", "$1");
            arguments.add(
                    Files.writeString(texts.resolve(name + ".java"), source).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }

    /** The same in a jar. */
    static Path jar(Path directory, String name, String... sources) throws IOException {
        Path classes = classes(directory, sources);
        Path jar = directory.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
