package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is edited, reading on from what is known says the same as reading for the first time. */
class ReuseTest {
    private static final int EDITS = 1_000;

    private static final List<String> PMTR = List.of(
            "job {\n  name NAME\n  cmd /x 1\n}\n",
            "job {\n  name NAME\n  cmd /x 1\n     and more\n  env A=B\n  ulimit {\n    -n 5\n  }\n}\n# remark\n\n",
            "\tjob\n{\n  name NAME\n  cmd \"job {\" 1\n  depends {\n    /f g\n  }\n  disable\n}\n",
            "job {\r\n  name NAME\r\n  cmd /x 1\r\n  wait\r\n}\r\n",
            "job {\n  name NAME\n  cmd /x 1\n  odrer 2\n}\n",
            "job {\n  name NAME\n  nice 1\n  env \"not closed\n",
            "job {\n  name NAME\n  cmd /x 1\n  nice 99\n}\n",
            "job {\n}\n",
            "job{\n  name NAME\n  cmd /x 1\n}\n",
            "job {\n  name NAME\n  cmd /grüß 1\n  order 1\n}\n",
            "# only a remark: job {\n",
            "report to udp://h:1\n",
            "} what\n");

    private static final List<String> PROPERTIES = List.of(
            "procmgr.jobs.NAME.command=x 1\n",
            "procmgr.jobs.NAME.command=x 1\nprocmgr.jobs.NAME.nice=1\n",
            "procmgr.jobs.NAME.command : x \\\n   1 ${user.name}\n",
            "procmgr.jobs.NAME.command=echo $HOME 1\nprocmgr.jobs.NAME.shell=true\n",
            "procmgr.jobs.NAME.env.A=1\n",
            "procmgr.jobs.NAME.env.A\\=1=1\n",
            "procmgr.jobs.NAME.env.A=\\u0024{user.name}\n",
            "procmgr.jobs.NAME.nice=99\n",
            "procmgr.jobs.NAME.nonsense=1\n",
            "# remark\n\n",
            "procmgr.defaults.nice=1\n",
            "procmgr.defaults.umask=9\n");

    private static final List<String> JOB =
            List.of("command=x 1\n", "nice=1\n", "env.A=1\n", "tags=1\n", "nonsense=1\n");

    @TempDir
    private Path directory;

    @Test
    void readingOnSaysTheSameAsReadingAnew() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Path> paths = List.of(directory, directory.resolve("lost.conf"));
        JobSources sources = new JobSources(paths, directory);
        List<Pieces> files = List.of(
                new Pieces("a.conf", PMTR, random),
                new Pieces("b.conf", PMTR, random),
                new Pieces("c.properties", PROPERTIES, random),
                new Pieces("job-1.job", JOB, random));
        for (int edit = 0; edit < EDITS; edit++) {
            Pieces file = files.get(random.nextInt(files.size()));
            file.edit();
            Files.write(directory.resolve(file.name), file.bytes());
            Catalog readOn = random.nextInt(3) == 0 ? sources.read() : sources.readChanges();
            assertThat(readOn)
                    .as("seed %d, edit %d: %s", seed, edit, file.pieces)
                    .isEqualTo(JobSources.load(paths, directory));
        }
    }

    /** A file made of pieces, which are added, dropped, moved and changed. */
    private static final class Pieces {
        private final String name;
        private final List<String> known;
        private final Random random;
        private final List<String> pieces = new ArrayList<>();

        Pieces(String name, List<String> known, Random random) {
            this.name = name;
            this.known = known;
            this.random = random;
        }

        void edit() {
            int at = pieces.isEmpty() ? 0 : random.nextInt(pieces.size());
            int what = pieces.isEmpty() ? 0 : random.nextInt(pieces.size() > 8 ? 8 : 6);
            switch (what) {
                case 0, 1 -> pieces.add(at, piece());
                case 2 -> Collections.swap(pieces, at, random.nextInt(pieces.size()));
                case 3 -> pieces.set(at, pieces.get(at).replaceFirst("1", "2"));
                case 4 -> pieces.set(at, pieces.get(at).replaceFirst("2", "1"));
                case 5 -> pieces.set(at, damaged(pieces.get(at)));
                default -> pieces.remove(at);
            }
        }

        private String piece() {
            // mostly what is right, so that there is something to reuse
            int which = random.nextInt(random.nextInt(4) == 0 ? known.size() : Math.min(4, known.size()));
            return known.get(which).replace("NAME", "job-" + random.nextInt(40));
        }

        /** Two lines become one, or one becomes two: pieces begin elsewhere. */
        private String damaged(String piece) {
            int cut = random.nextInt(piece.length());
            return piece.substring(0, cut) + (random.nextBoolean() ? "\n" : "") + piece.substring(cut + 1);
        }

        byte[] bytes() {
            byte[] bytes = String.join("", pieces).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(50) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) 0xff;
            }
            return bytes;
        }
    }
}
