package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnFaultTest {
    @TempDir
    Path javaHome;

    @BeforeEach
    void helper() throws IOException {
        Files.createDirectories(javaHome.resolve("lib"));
        Files.createFile(javaHome.resolve("lib/jspawnhelper"));
    }

    @Test
    void tooManyProcessesAreNamed() {
        assertThat(message("error=11, Resource temporarily unavailable"))
                .isEqualTo("cannot start a process: the system allows no more of them"
                        + " (error=11, Resource temporarily unavailable)");
    }

    @Test
    void replacedJdkIsNamed() throws IOException {
        String replaced = "cannot start a process: the JDK was replaced: restart the JVM (java.home=" + javaHome + ")";

        assertThat(message("error=0, Failed to exec spawn helper: pid: 7, exit value: 1"))
                .isEqualTo(replaced);
        Files.delete(javaHome.resolve("lib/jspawnhelper"));
        assertThat(message("error=2, No such file or directory")).isEqualTo(replaced);
    }

    @Test
    void anythingElseIsQuoted() {
        assertThat(message("error=5, Input/output error"))
                .isEqualTo("cannot start a process: error=5, Input/output error");
    }

    private String message(String cause) {
        return SpawnFault.message(
                new IOException("Cannot run program \"/usr/bin/setsid\"", new IOException(cause)), javaHome);
    }
}
