package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-engine")
class StateDirectoryLockTest {
    @TempDir
    private Path directory;

    @Test
    void aSecondSupervisorInTheSameJvmIsRefusedAndTheFirstKeepsItsLock() throws IOException {
        Path path = directory.resolve("state");
        try (StateDirectory first = StateDirectory.open(path)) {
            assertThat(first.path()).isEqualTo(path);
            assertThat(isLocked(path)).isTrue();
            assertThatThrownBy(() -> StateDirectory.open(path))
                    .isInstanceOf(StateDirectoryHeldException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            assertThat(isLocked(path)).isTrue();
        }
        assertThat(isLocked(path)).isFalse();
        StateDirectory.open(path).close();
    }

    @Test
    void askingForTheHolderDoesNotFreeTheLock() throws IOException {
        Path path = directory.resolve("state");
        try (StateDirectory first = StateDirectory.open(path)) {
            assertThat(StateDirectory.holder(first.path()))
                    .hasValue(ProcessHandle.current().pid());
            assertThat(isLocked(path)).isTrue();
        }
    }

    @Test
    void theLivingHolderIsThatOfTheLockWhateverTheFileSays() throws IOException {
        Path path = directory.resolve("state");
        assertThat(StateDirectory.livingHolder(path)).isEmpty();
        try (StateDirectory first = StateDirectory.open(path)) {
            assertThat(StateDirectory.livingHolder(first.path()))
                    .hasValue(ProcessHandle.current().pid());
            assertThat(isLocked(path)).isTrue();
        }
        assertThat(path.resolve("lock"))
                .content()
                .contains(Long.toString(ProcessHandle.current().pid()));
        assertThat(StateDirectory.livingHolder(path)).isEmpty();
        StateDirectory.open(path).close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsToldWithTheReason() {
        assertThatThrownBy(() -> StateDirectory.open(Path.of("/proc/nobody/state")))
                .hasMessage(
                        "cannot use state directory /proc/nobody/state: there is no such directory, and it cannot be"
                                + " made (path=/proc/nobody)");
    }

    /** As the kernel sees it. */
    private static boolean isLocked(Path state) throws IOException {
        long inode = (Long) Files.getAttribute(state.resolve("lock"), "unix:ino");
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.contains(" " + ProcessHandle.current().pid() + " ")
                        && line.matches(".*:" + inode + " .*"));
    }
}
