package io.procmgr.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.Goal;
import io.procmgr.supervise.JobHistory;
import io.procmgr.supervise.JobRecord;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RecentCount;
import io.procmgr.supervise.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {
    private static final JobRecord WEB = record("web", 7, Optional.of(run(4711)));
    private static final JobRecord DB = record("db", 2, Optional.of(run(815)));
    private static final JobRecord ODD = new JobRecord(
            new JobName("ü%=\"x"),
            3,
            Optional.of(Goal.DOWN),
            JobState.BACKOFF,
            true,
            "",
            new JobHistory(
                    5,
                    4,
                    3,
                    2,
                    RecentCount.NONE,
                    Optional.of(ExitStatus.signalled(9)),
                    1234,
                    "signal 9 % \n=",
                    "cannot run it: größer\tals\0"),
            99,
            Optional.empty());

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("runs");
    }

    @Test
    void thereIsNothingBeforeTheFirstTime() throws IOException {
        RunJournal.Opened opened = RunJournal.open(file, "boot");
        opened.journal().close();

        assertThat(opened.kept().records()).isEmpty();
        assertThat(opened.kept().complete()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasFlushedIsReadAgain() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.put(ODD);
            journal.flush();
        });

        KeptRecords kept = read("boot");

        assertThat(kept.records().values()).containsExactly(WEB, ODD);
        assertThat(kept.complete()).as("the supervisor just ceased").isFalse();
    }

    @Test
    void theNewestRecordOfAJobCounts() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.flush();
            journal.put(DB);
            journal.put(record("web", 8, Optional.empty()));
            journal.flush();
        });

        assertThat(read("boot").records().values()).containsExactly(record("web", 8, Optional.empty()), DB);
    }

    @Test
    void whatWasRemovedIsGone() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.put(DB);
            journal.flush();
            journal.remove(WEB.job());
            journal.flush();
        });

        assertThat(read("boot").records().values()).containsExactly(DB);
    }

    @Test
    void afterAnOrderlyEndNothingHasToBeLookedFor() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.flush();
            journal.close(List.of(WEB, DB.atRest()));
        });

        KeptRecords kept = read("boot");

        assertThat(kept.complete()).isTrue();
        assertThat(kept.records().values()).containsExactly(WEB, DB.atRest());
    }

    @Test
    void anOrderlyEndInTheMiddleOfALaunchHasStillToBeLookedInto() throws IOException {
        JobRecord launching = record(
                "web",
                7,
                Optional.of(new RunRecord(
                        Optional.empty(),
                        0,
                        false,
                        new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION))));
        written(journal -> journal.close(List.of(launching)));

        assertThat(read("boot").complete()).isFalse();
        assertThat(read("boot").records().values()).containsExactly(launching);
    }

    @Test
    void whatCannotBeWrittenIsKeptUntilItCan() throws IOException {
        written(journal -> {
            Files.createDirectory(directory.resolve("runs.new"));
            Files.createFile(directory.resolve("runs.new/in the way"));
            journal.put(WEB);
            journal.rewrite(List.of(DB));
            assertThat(journal.flush()).isTrue();
        });

        assertThat(read("boot").records().values()).containsExactly(WEB);
    }

    @Test
    void whoeverOpensItTellsThatItsEndIsNotKnownYet() throws IOException {
        written(journal -> journal.close(List.of(WEB)));
        written(journal -> {});

        KeptRecords kept = read("boot");

        assertThat(kept.complete()).isFalse();
        assertThat(kept.records().values()).containsExactly(WEB);
    }

    @Test
    void noProcessOutlivesABoot() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.put(ODD);
            journal.flush();
        });

        KeptRecords kept = read("another boot");

        assertThat(kept.complete()).isTrue();
        assertThat(kept.records().values()).containsExactly(WEB.atRest(), ODD.atRest());
        assertThat(kept.records().get(ODD.job()).disabled()).isTrue();
    }

    @Test
    void aLineThatWasCutOffCostsThatLineAlone() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.flush();
            journal.put(DB);
            journal.flush();
        });
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 5));

        KeptRecords kept = read("boot");

        assertThat(kept.records().values()).containsExactly(WEB);
        assertThat(kept.complete()).isFalse();
        assertThat(directory.resolve("runs.damaged")).exists();
    }

    @Test
    void anOrderlyEndBehindADamagedLineIsNotBelieved() throws IOException {
        written(journal -> journal.close(List.of(WEB, DB)));
        String text = Files.readString(file);
        Files.writeString(file, text.replace("job=db", "job=da"));

        KeptRecords kept = read("boot");

        assertThat(kept.records().values()).containsExactly(WEB);
        assertThat(kept.complete()).isFalse();
    }

    @Test
    void aForeignFileIsKeptBesideAndPassedOver() throws IOException {
        Files.writeString(file, "<html>\n<body>not a journal</body>\n</html>\n");

        KeptRecords kept = read("boot");

        assertThat(kept.records()).isEmpty();
        assertThat(kept.complete()).isFalse();
        assertThat(directory.resolve("runs.damaged")).hasContent("<html>\n<body>not a journal</body>\n</html>\n");
    }

    @Test
    void whatANewerVersionAddsIsPassedOver() throws IOException {
        StringBuilder lines = new StringBuilder();
        JournalLine.append(lines, JournalLine.header("boot") + " version=9");
        JournalLine.append(lines, RecordText.of(WEB) + " colour=blue");
        Files.writeString(file, lines);

        assertThat(read("boot").records().values()).containsExactly(WEB);
    }

    @Test
    void itIsWrittenAnewOnceMostOfItIsOutOfDate() throws IOException {
        List<JobRecord> jobs = List.of(WEB, DB);
        written(journal -> {
            for (int run = 0; run < 20_000 && !journal.isFull(); run++) {
                journal.put(record("web", run, Optional.of(run(run + 1))));
                journal.flush();
            }
            assertThat(journal.isFull()).isTrue();
            journal.rewrite(jobs);
            assertThat(journal.isFull()).isFalse();
            journal.put(record("db", 9, Optional.empty()));
            journal.flush();
        });

        assertThat(Files.size(file)).isLessThan(2_000);
        assertThat(read("boot").records().values()).containsExactly(WEB, record("db", 9, Optional.empty()));
    }

    @Test
    void noMutationMakesItFailOrInventARecord() throws IOException {
        written(journal -> {
            journal.put(WEB);
            journal.put(ODD);
            journal.flush();
            journal.remove(ODD.job());
            journal.put(DB);
            journal.flush();
        });
        byte[] sound = Files.readAllBytes(file);
        long seed = Long.getLong("procmgr.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            KeptRecords kept = JournalReader.read(mutated(sound, random), "boot");
            assertThat(List.of(WEB, DB, ODD, WEB.atRest(), DB.atRest(), ODD.atRest()))
                    .as("round %d of -Dprocmgr.seed=%d", round, seed)
                    .containsAll(kept.records().values());
        }
    }

    private static byte[] mutated(byte[] sound, Random random) {
        List<Byte> bytes = new ArrayList<>(sound.length);
        for (byte b : sound) {
            bytes.add(b);
        }
        for (int change = random.nextInt(4); change >= 0 && !bytes.isEmpty(); change--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(5)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.remove(at);
                case 2 -> bytes.add(at, (byte) random.nextInt(256));
                case 3 -> bytes.subList(at, bytes.size()).clear();
                default -> bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + 100))));
            }
        }
        byte[] mutated = new byte[bytes.size()];
        for (int i = 0; i < mutated.length; i++) {
            mutated[i] = bytes.get(i);
        }
        return mutated;
    }

    private interface Work {
        void on(RunJournal journal) throws IOException;
    }

    /** Ends as one whose JVM was killed, unless the work closes it. */
    private void written(Work work) throws IOException {
        try (RunJournal journal = RunJournal.open(file, "boot").journal()) {
            work.on(journal);
        }
    }

    private KeptRecords read(String bootId) throws IOException {
        return JournalReader.read(file, bootId);
    }

    private static JobRecord record(String job, long runId, Optional<RunRecord> run) {
        return new JobRecord(
                new JobName(job),
                runId,
                Optional.of(Goal.UP),
                JobState.RUNNING,
                false,
                "1a2b-3c",
                JobHistory.NONE,
                0,
                run);
    }

    private static RunRecord run(long pid) {
        return new RunRecord(
                Optional.of(new ProcessIdentity(pid, 123_456)),
                1_700_000_000_000L,
                true,
                new StopRule(Signal.HUP, Duration.ofSeconds(3), StopRule.Scope.PROCESS));
    }
}
