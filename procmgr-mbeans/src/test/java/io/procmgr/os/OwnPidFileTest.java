package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pid file of a job says. */
class OwnPidFileTest {
    private static final int MUTATIONS = 10_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"'77',77", "'77\n',77", "' \t77 \r\n',77", "'\n\n77\n\n',77", "'77\n/var/lib/data\n5432',77", "'077',77"
    })
    void firstLineIsThePid(String text, long pid) {
        assertThat(parse(text)).contains(pid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-77", "+77", "7 7", "77x", "x77", "0x77", "7.7", "77\0", "12345678901", "٧"})
    void anythingElseIsNone(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void whatCannotBeReadSaysWhy() throws IOException {
        assertThatThrownBy(() -> PidFile.read(directory.resolve("none"))).hasMessage("is not there");
        assertThatThrownBy(() -> PidFile.read(directory)).hasMessage("is not a regular file");
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThatThrownBy(() -> PidFile.read(empty)).hasMessage("is empty");
        Path words = Files.writeString(directory.resolve("words"), "no pid");
        assertThatThrownBy(() -> PidFile.read(words)).hasMessage("does not hold a pid");
    }

    @Test
    void largePidFileIsReadNoFurther() throws IOException {
        Path file = Files.write(directory.resolve("large"), new byte[1 << 20]);

        assertThatThrownBy(() -> PidFile.read(file)).hasMessage("does not hold a pid");
    }

    @Test
    void fileIsRemovedOnlyIfItNamesTheProcess() throws IOException {
        Path file = Files.writeString(directory.resolve("pid"), "77\n");

        assertThat(PidFile.removeIfNames(file, 78)).isEmpty();
        assertThat(file).exists();
        assertThat(PidFile.removeIfNames(file, 77)).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(PidFile.removeIfNames(file, 77)).isEmpty();
    }

    /** Whatever stands in the file: either it is refused with a reason, or it is a process with the mark of the job. */
    @Test
    void noMutationOfAPidFileLeadsToAStranger() throws IOException, PidFile.UnreadableException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Claims claims = new Claims(new ProcScan());
        Proof proof = new Proof("state/fuzz/", Privileges.read().uid(), OptionalLong.empty(), Optional.empty());
        long[] pids = ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid).toArray();
        Path file = directory.resolve("pid");
        int named = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = mutation(random, pids);
            Optional<Long> pid = PidFile.parse(text);
            assertThat(pid.map(number -> number >= 0).orElse(true))
                    .as("seed %d", seed)
                    .isTrue();
            // who is named is looked up for some of them: that takes a thousand times as long
            if (pid.isPresent() && i % 50 == 0) {
                Files.write(file, text);
                // long ago, so that nobody who lives now can have been meant
                Files.setLastModifiedTime(file, FileTime.fromMillis(0));
                named++;
                assertThat(proof.against(claims.of(PidFile.read(file))).orElse(""))
                        .as("seed %d, text %s", seed, new String(text, StandardCharsets.ISO_8859_1))
                        .startsWith("it names pid " + pid.get());
            }
        }
        assertThat(named).isPositive();
    }

    private static byte[] mutation(Random random, long[] pids) {
        byte[] text = (pids[random.nextInt(pids.length)] + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int changes = random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length);
            switch (random.nextInt(4)) {
                case 0 -> text[at] = (byte) random.nextInt(256);
                case 1 -> text[at] = (byte) ('0' + random.nextInt(10));
                case 2 -> text = java.util.Arrays.copyOf(text, Math.max(1, at));
                default -> text = java.util.Arrays.copyOf(text, text.length + random.nextInt(20));
            }
        }
        return text;
    }

    private static Optional<Long> parse(String text) {
        return PidFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
