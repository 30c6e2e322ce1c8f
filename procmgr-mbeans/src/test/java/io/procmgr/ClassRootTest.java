package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-engine")
class ClassRootTest {
    private static final String RESOURCE = "com/acme/Main.class";

    @TempDir
    private Path directory;

    private ClassRoot root(Path jar, String inside) throws IOException {
        return new ClassRoot(
                URI.create("jar:" + jar.toUri() + "!/" + inside + RESOURCE).toURL(), RESOURCE);
    }

    @Test
    void aJarIsTheFileOfAClassAtItsRootAndOfNoOther() throws IOException {
        Path jar = Files.createFile(directory.resolve("app.jar"));

        assertThat(root(jar, "").file()).contains(jar);
        assertThat(root(jar, "BOOT-INF/classes/").file()).isEmpty();
        assertThat(root(jar, "lib/inner.jar!/").file()).isEmpty();
        assertThat(root(jar, "WEB-INF/classes/").file()).isEmpty();
    }
}
