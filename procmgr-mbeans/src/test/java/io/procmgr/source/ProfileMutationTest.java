package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the files of a profile hold: it is a job, or every fault is told; and no other profile is touched. */
class ProfileMutationTest {
    private static final int MUTATIONS = 10_000;
    private static final Path PROFILES = Path.of("/profiles");
    private static final List<String> PIECES = List.of(
            "",
            "\n",
            " ",
            "\t",
            "\0",
            "\r\n",
            "SIG",
            "TERM",
            "sigterm",
            "9",
            "-9",
            "15",
            "99999999999999999999",
            "/",
            "..",
            "/run/a b",
            "nobody",
            "-root",
            "root:root",
            "\u00e4\u65e5",
            "\ud83d\ude80",
            "\u0001",
            "\u200b",
            "a".repeat(200));

    @Test
    void everyMutationIsAJobOrItsFaultsAreTold() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int jobs = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Profile mutant = mutant(random);
            Catalog catalog = judge(mutant, intact());
            assertThat(catalog.isValid()).as("seed %d, %s", seed, mutant).isTrue();
            List<JobSpec> found = catalog.jobs();
            assertThat(found)
                    .as("seed %d", seed)
                    .anyMatch(job -> job.name().value().equals("intact"));
            boolean stands = found.size() == 2;
            assertThat(stands)
                    .as("seed %d, %s, %s", seed, mutant, catalog.problems())
                    .isEqualTo(catalog.faults().isEmpty());
            for (Problem fault : catalog.faults()) {
                assertThat(fault.toString())
                        .as("seed %d", seed)
                        .startsWith("/profiles/")
                        .doesNotContain("\n", "\0");
            }
            jobs += stands ? 1 : 0;
        }
        assertThat(jobs).as("seed %d", seed).isBetween(MUTATIONS / 100, MUTATIONS - MUTATIONS / 100);
    }

    private static Catalog judge(Profile... profiles) {
        List<Definitions> definitions = new ArrayList<>();
        for (Profile profile : profiles) {
            definitions.add(profile.parse());
        }
        return new Judgement(definitions, PROFILES, JobHost.STAND_ALONE).catalog(List.of());
    }

    private static Profile intact() {
        return new Profile(PROFILES.resolve("intact"), files(Map.of("run", "", "pid_file", "/run/intact.pid\n")), true);
    }

    private static Profile mutant(Random random) throws CharacterCodingException {
        Map<String, String> texts = new HashMap<>(Map.of("run", "", "pid_file", "/run/mail.pid\n"));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            String name = Profile.NAMES.get(random.nextInt(Profile.NAMES.size()));
            if (random.nextInt(5) == 0) {
                texts.remove(name);
            } else {
                texts.put(name, text(random));
            }
        }
        return new Profile(PROFILES.resolve("mail"), files(texts), random.nextInt(20) > 0);
    }

    private static String text(Random random) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(3);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return ProfileFile.decode(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, ProfileFile> files(Map<String, String> texts) {
        Map<String, ProfileFile> files = new HashMap<>();
        texts.forEach((name, text) -> files.put(name, new ProfileFile(text, "stamp of " + text.hashCode(), "")));
        return files;
    }
}
