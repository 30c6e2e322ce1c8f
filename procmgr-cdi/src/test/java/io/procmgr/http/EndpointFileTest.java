package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointFileTest {
    @TempDir
    Path directory;

    private final EndpointFile endpoint = new EndpointFile(URI.create("http://127.0.0.1:8778"), 4711);

    @Test
    void itIsWrittenForItsOwnerAndReadBack() throws Exception {
        endpoint.write(directory);
        assertThat(EndpointFile.read(directory)).hasValue(endpoint);
        Path file = directory.resolve("endpoint.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("\"pid\":4711");
        endpoint.remove(directory);
        assertThat(file).doesNotExist();
        assertThat(EndpointFile.read(directory)).isEmpty();
    }

    @Test
    void thatOfASuccessorIsLeftAlone() throws Exception {
        EndpointFile successor = new EndpointFile(URI.create("http://127.0.0.1:1"), 4712);
        endpoint.write(directory);
        successor.write(directory);
        endpoint.remove(directory);
        assertThat(EndpointFile.read(directory)).hasValue(successor);
    }

    @Test
    void anotherTextIsToldAsWhatItIs() throws Exception {
        for (String text : new String[] {"", "x", "{}", "[]", "{\"url\":1,\"pid\":\"x\"}"}) {
            Files.writeString(directory.resolve("endpoint.json"), text);
            assertThatThrownBy(() -> EndpointFile.read(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("endpoint.json");
        }
    }
}
