package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.os.LogStorages;
import io.procmgr.output.Rotator.Step;
import io.procmgr.supervise.LogStorage;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that dies at each step of a rotation, while a program writes as fast as it can. */
@ExtendWith(LeakCheck.class)
class KilledRotationTest {
    private static final long LINES = 100_000;

    @TempDir
    Path directory;

    /** Rotates until it dies at that step, or there is no more to rotate. */
    public static final class Rotating {
        private Rotating() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Step last = Step.valueOf(arguments[1]);
            LogStates states = new LogStates(file.resolveSibling("state"));
            LogStorage storage = LogStorages.ofNative();
            Rotator rotator = new Rotator(storage, states, System::currentTimeMillis, step -> {
                if (step == last) {
                    Runtime.getRuntime().halt(137);
                }
            });
            LogFile log = new LogFile(file, states);
            OwnedLog owner = Owner.of(file, "log.keep", "900");
            new Recovery(storage, states, rotator, System::currentTimeMillis).recover(log, owner);
            rotator.rotate(log, owner, false);
            throw new IllegalStateException("it was to die");
        }
    }

    @Test
    void nothingIsLostDoubledOrCut() throws Exception {
        Path file = directory.resolve("web.log");
        long lines = 0;
        for (Step step : Step.values()) {
            Process writer = NumberedLines.write(file, lines + 1, lines + LINES);
            while (!Files.exists(file) || Files.size(file) < 100_000) {
                Thread.onSpinWait();
            }
            assertThat(rotating(file, step)).as("at %s", step).isEqualTo(137);
            assertThat(writer.waitFor()).isZero();
            lines += LINES;
        }
        LogStates states = new LogStates(directory.resolve("state"));
        Rotator rotator = new Rotator(LogStorages.ofNative(), states, System::currentTimeMillis, step -> {});
        LogFile log = new LogFile(file, states);
        new Recovery(LogStorages.ofNative(), states, rotator, System::currentTimeMillis).recover(log, Owner.of(file));

        NumberedLines.assertComplete(file, lines);
        assertThat(log.archives().plain(3)).exists();
    }

    private static int rotating(Path file, Step step) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rotating.class.getName(),
                        file.toString(),
                        step.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
