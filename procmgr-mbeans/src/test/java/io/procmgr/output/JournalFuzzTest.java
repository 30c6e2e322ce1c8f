package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.Execution;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State files and journals that were torn, changed or made up: no crash, a message that says what is wrong, no lost line. */
class JournalFuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final long SEED = 4;
    private static final int UNIT = 512;
    private static final long END = 4 * UNIT + 30;

    private static final String TEXT = IntStream.range(0, 6 * UNIT / 16)
            .mapToObj(i -> "line " + i + " of a log\n")
            .collect(Collectors.joining());

    private final Random random = new Random(SEED);
    private final Logger logger = Logger.getLogger("procmgr");
    private final Quiet quiet = new Quiet();
    private Path directory;
    private Path file;
    private LogStates states;
    private OwnedLog owner;

    /** Keeps the warnings to itself: there are thousands. */
    private static final class Quiet extends Handler {
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void publish(LogRecord each) {
            warnings.add(each.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Takes heads away by writing files anew: on a file system in memory, so that thousands are fast. */
    private static final class Rewriting implements LogStorage {
        @Override
        public <T> T as(Execution job, boolean named, Path path, Access<T> access) throws IOException {
            return access.run();
        }

        @Override
        public OptionalLong collapseUnit(Path path) {
            return OptionalLong.of(UNIT);
        }

        @Override
        public void collapse(Path path, long inode, long bytes) throws IOException {
            byte[] all = Files.readAllBytes(path);
            if (bytes % UNIT != 0 || bytes >= all.length) {
                throw new IOException("Invalid argument");
            }
            Files.write(path, Arrays.copyOfRange(all, (int) bytes, all.length));
        }

        @Override
        public GrowthWatch watchGrowth() {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() throws IOException {
        Path memory = Path.of("/dev/shm");
        directory = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "procmgr")
                : Files.createTempDirectory("procmgr");
        file = directory.resolve("web.log");
        states = new LogStates(directory.resolve("state"));
        owner = Owner.of(file);
        logger.addHandler(quiet);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void close() throws IOException {
        logger.removeHandler(quiet);
        logger.setUseParentHandlers(true);
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A rotation that was interrupted before anything was taken away. */
    private LogState interrupted() throws IOException {
        byte[] all = TEXT.getBytes(StandardCharsets.UTF_8);
        int end = TEXT.indexOf("\n", (int) END) + 1;
        Path fresh = new ArchiveFiles(file).fresh();
        Files.write(file, all);
        Files.write(fresh, Arrays.copyOf(all, end));
        Archive archive = new Archive(Inode.of(fresh).orElseThrow().number(), 0, 0, end, false);
        Rotation rotation =
                new Rotation(Rotation.Method.COLLAPSE, archive, 4 * UNIT, new Marker(end - 4 * UNIT, (byte) ' '));
        long inode = Inode.of(file).orElseThrow().number();
        return LogState.fresh(file, inode, 1_000).with(rotation);
    }

    private void recover() throws IOException {
        LogFile log = new LogFile(file, states);
        Rotator rotator = new Rotator(new Rewriting(), states, () -> 2_000, step -> {});
        new Recovery(new Rewriting(), states, rotator, () -> 2_000).recover(log, owner);
    }

    private Set<String> lines() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(path));
            }
        }
        return lines;
    }

    private Path stateFile() {
        return states.path(file, ".log");
    }

    @Test
    void whatWasTornOrChangedIsPutAside() throws IOException {
        LogState state = interrupted();
        byte[] good = LogStateText.of(state);
        states.save(state);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bad = mutated(good);
            Files.write(stateFile(), bad);
            Optional<LogState> loaded = states.load(file);
            assertThat(loaded.isEmpty() || loaded.get().equals(state)).isTrue();
            refused += loaded.isEmpty() ? 1 : 0;
        }

        assertThat(refused).isGreaterThan(MUTATIONS * 9 / 10);
        assertThat(quiet.warnings)
                .hasSize(refused)
                .allMatch(line -> line.startsWith("procmgr cannot use the state of log " + file + ": it"));
    }

    @Test
    void whatWasMadeUpTakesNoLineAway() throws IOException {
        for (int i = 0; i < MUTATIONS; i++) {
            LogState state = interrupted();
            Set<String> before = lines();
            states.save(state);
            Files.write(
                    stateFile(), sealed(changedNumbers(new String(LogStateText.of(state), StandardCharsets.UTF_8))));
            try {
                recover();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            assertThat(lines()).as("mutation %d of seed %d", i, SEED).containsAll(before);
            Files.deleteIfExists(new ArchiveFiles(file).plain(1));
        }

        assertThat(quiet.warnings).allMatch(line -> line.contains(file.toString()));
    }

    @Test
    void theJournalAsItIsIsFinished() throws IOException {
        states.save(interrupted());
        recover();

        assertThat(new ArchiveFiles(file).plain(1)).exists();
        assertThat(new LogFile(file, states).known().orElseThrow().rotation()).isEmpty();
        assertThat(quiet.warnings).isEmpty();
    }

    private byte[] mutated(byte[] good) {
        byte[] bad = good.clone();
        int at = random.nextInt(bad.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bad, at);
            case 1 -> Arrays.copyOf(bad, bad.length + 1 + random.nextInt(50));
            case 2 -> {
                bad[at] ^= (byte) (1 << random.nextInt(8));
                yield bad;
            }
            case 3 -> {
                random.nextBytes(bad);
                yield bad;
            }
            default -> Arrays.copyOfRange(bad, at / 2 + 1, bad.length);
        };
    }

    /** One or two numbers of it are others: small ones, large ones, negative ones, near ones. */
    private String changedNumbers(String text) {
        String changed = text;
        for (int i = random.nextInt(2); i >= 0; i--) {
            String[] words = changed.split("(?<=[ \n])");
            int at = random.nextInt(words.length - 3);
            String word = words[at].strip();
            if (word.matches("[0-9]+")) {
                long number = Long.parseLong(word);
                long other =
                        switch (random.nextInt(6)) {
                            case 0 -> 0;
                            case 1 -> -number;
                            case 2 -> number + random.nextInt(20) - 10;
                            case 3 -> number / UNIT * UNIT + UNIT;
                            case 4 -> random.nextInt(10_000);
                            default -> random.nextLong();
                        };
                words[at] = other + words[at].substring(word.length());
            } else if (random.nextInt(4) == 0) {
                words[at] = "";
            } else if (word.equals("COLLAPSE")) {
                words[at] = "TRUNCATE ";
            }
            changed = String.join("", words);
        }
        return changed;
    }

    private static byte[] sealed(String text) {
        String body = text.substring(0, text.lastIndexOf("end "));
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return (body + "end " + Long.toHexString(crc.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
