package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullDiskTest {
    @Test
    void isToldByTheWordsOfTheSystem() throws IOException {
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            IOException refused = catchThrowableOfType(IOException.class, () -> full.write(1));

            assertThat(FullDisk.is(refused)).isTrue();
        }
        assertThat(FullDisk.is(new FileSystemException("/log/web.log", null, "Disk quota exceeded")))
                .isTrue();
    }

    @Test
    void isNotWhatElseCanGoWrong() {
        assertThat(FullDisk.is(new FileSystemException("/log/web.log", null, "Permission denied")))
                .isFalse();
        assertThat(FullDisk.is(new CollapseException(new IOException("Invalid argument"))))
                .isFalse();
        assertThat(FullDisk.is(new IOException())).isFalse();
    }
}
