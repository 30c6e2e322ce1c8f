package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lines for cron of the distribution, as the shell that cron starts reads them. */
@ExtendWith(LeakCheck.class)
class CronTest {
    private static final Path SHIPPED =
            Path.of("src/main/dist/cron/procmgr.cron").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void theFirstLineStartsItAndTheSecondDoesNothingWhileItRuns() throws Exception {
        Path jobs = Files.createDirectories(directory.resolve(".config/procmgr"));
        Files.writeString(jobs.resolve("one.properties"), "procmgr.jobs.one.command = sleep 1000\n");
        Path pidFile = directory.resolve("pid");
        Path program = directory.resolve("procmgr");
        String java = Command.builder().command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        // only where it writes is not as cron has it
        String where = " --http off --state '" + directory.resolve("state") + "' --pid-file '" + pidFile + "'";
        Files.writeString(program, "#!/bin/sh\nexec " + java + " \"$@\"" + where + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> lines = Files.readAllLines(SHIPPED).stream()
                .filter(line -> line.matches("[@*].*"))
                .map(line -> line.replaceFirst("^(@reboot|\\*/5 \\* \\* \\* \\*) +", ""))
                .map(line -> line.replace("/opt/procmgr/bin/procmgr", "'" + program + "'"))
                .map(line -> "HOME='" + directory + "'; " + line)
                .toList();
        assertThat(lines).hasSize(2);
        try {
            assertThat(Shell.outputOf(lines.get(0))).isEmpty();
            String pid = Files.readString(pidFile);
            assertThat(Command.childrenOf(directory.resolve("state"))).hasSize(1);

            assertThat(Shell.outputOf(lines.get(1))).isEmpty();

            assertThat(pidFile).hasContent(pid);
        } finally {
            if (Files.exists(pidFile)) {
                Shell.outputOf("kill " + Files.readString(pidFile).strip());
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.notExists(pidFile));
        }
    }
}
