package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobHost;
import io.procmgr.job.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, reading it gives a catalog and throws nothing. */
class MutationTest {
    private static final int ROUNDS = 10_000;

    private static final String PMTR = "# jobs\nreport to udp://h:1\njob {\n  name m\n  cmd /x \"1 2\" 3\n  env A=B\n"
            + "  ulimit {\n    -n 5\n  }\n  dir /d\n  out o\n  nice 5\n  order 2\n  cpu 0x1d\n  bounce every 5m\n"
            + "  depends {\n    /f g\n  }\n  wait\n  once\n}\njob {\n  name grüß\n  cmd /y\n  disable\n}\n";

    private static final String PROPERTIES =
            "# jobs\nprocmgr.defaults.nice=3\nprocmgr.jobs.a.command=x 'b c' \\\n  ${V}\n"
                    + "procmgr.jobs.a.env.PATH=\\u0041\nprocmgr.jobs.\"b.c\".command=echo $HOME; \"x\"\n"
                    + "procmgr.jobs.\"b.c\".shell=true\nprocmgr.jobs.a.backoff.initial=1s\nprocmgr.jobs.a.limit.nofile=7\n"
                    + "procmgr.jobs.a.no-restart-exit-codes=33,34\nprocmgr.jobs.a.watch=/f g\n";

    private static final String JOB = "command=x\ndirectory=/tmp\nrestart=on-failure\nbackoff.factor=1.5\numask=027\n"
            + "stop.signal=INT\nstop.timeout=PT3S\ntags=a,b\ncpus=0,2-4\nuser=u\ngroup=g\n";

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "\n}\n",
            "\n",
            "\r",
            "\0",
            "#",
            "\\",
            "\\u",
            "${",
            "${V}",
            "=",
            ":",
            "job",
            "\njob {\n",
            "name",
            "cmd",
            "depends",
            "ulimit",
            "procmgr.",
            "procmgr.jobs.",
            "'",
            "\uD800",
            "\uFEFF",
            "grüß",
            "-",
            "0",
            "99999999999999999999",
            "0x",
            ",",
            ".",
            " ",
            "\t",
            "true",
            "%",
            "P",
            "PT",
            "1d");

    @Test
    void mutatedFilesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> files = List.of(mutated(PMTR, random), mutated(PROPERTIES, random), mutated(JOB, random));
            try {
                check(read(files));
            } catch (RuntimeException | AssertionError thrown) {
                throw new AssertionError(
                        "seed " + seed + ", round " + round + ": "
                                + Arrays.toString(files.stream()
                                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                        .toArray()),
                        thrown);
            }
        }
    }

    @Test
    void theFilesThatAreMutatedAreValid() {
        Catalog catalog =
                read(List.of(bytes(PMTR.replace("report to udp://h:1\n", "")), bytes(PROPERTIES), bytes(JOB)));
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.jobs()).hasSize(5);
    }

    private static Catalog read(List<byte[]> files) {
        Variables variables = name -> name.equals("V") ? Optional.of("value") : Optional.empty();
        return new Judgement(
                        List.of(
                                PmtrFile.parse("jobs.conf", files.get(0), KnownJobs.none()),
                                PropertiesFile.parse("jobs.properties", files.get(1), variables, KnownJobs.none()),
                                JobFile.parse("j.job", "j.job", files.get(2), variables, KnownJobs.none())),
                        Path.of("/super"),
                        JobHost.STAND_ALONE)
                .catalog(List.of());
    }

    private static void check(Catalog catalog) {
        for (Problem problem : catalog.problems()) {
            String message = problem.toString();
            if (message.indexOf('\n') >= 0 || message.length() > 400) {
                throw new AssertionError("a message is one short line: " + message);
            }
        }
        if (catalog.isValid()) {
            assertThat(catalog.jobs()).doesNotHaveDuplicates();
        }
    }

    private static byte[] mutated(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, text.substring(at, end));
            }
        }
        byte[] bytes = bytes(text.toString());
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
