package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {
    @TempDir
    Path directory;

    private Path log;
    private Path archive;

    @BeforeEach
    void write() throws IOException {
        log = file("web.log", "rw-rw-r--");
        archive = directory.resolve("archive");
    }

    private Path file(String name, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve(name), name);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static long inode(Path file) throws IOException {
        return Inode.of(file).orElseThrow().number();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aFileThatIsMadeHasTheModeWhateverTheUmask() throws IOException {
        Likeness.of(log, inode(log)).create(archive).close();

        assertThat(permissions(archive)).isEqualTo("rw-rw-r--");
    }

    @Test
    void theModeOfAnotherFileThatTookTheNameIsRefused() throws IOException {
        long opened = inode(log);
        Files.move(file("other", "rw-rw-rw-"), log, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Likeness.of(log, opened))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it was replaced meanwhile");
    }

    @Test
    void theModeOfWhatALinkNamesIsNeitherTakenNorChanged() throws IOException {
        Path secret = file("secret", "rw-------");
        Likeness likeness = Likeness.of(log, inode(log));
        Files.createSymbolicLink(archive, secret);
        Path link = Files.createSymbolicLink(directory.resolve("link"), secret);

        assertThatThrownBy(() -> likeness.create(archive)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Likeness.of(link, inode(secret))).hasMessageContaining("it was replaced meanwhile");
        assertThat(permissions(secret)).isEqualTo("rw-------");
    }
}
