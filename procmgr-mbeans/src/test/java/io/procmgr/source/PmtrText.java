package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Text in pmtr syntax, read as the file {@code jobs.conf} by a supervisor that runs in {@code /super}. */
final class PmtrText {
    private PmtrText() {}

    static Catalog catalog(String text) {
        return catalog(text.getBytes(StandardCharsets.UTF_8));
    }

    static Catalog catalog(byte[] bytes) {
        return new Judgement(
                        List.of(PmtrFile.parse("jobs.conf", bytes, KnownJobs.none())),
                        Path.of("/super"),
                        JobHost.STAND_ALONE)
                .catalog(List.of());
    }

    /** The jobs of a text without any problem. */
    static List<JobSpec> jobs(String text) {
        Catalog catalog = catalog(text);
        assertThat(catalog.problems()).isEmpty();
        return catalog.jobs();
    }

    static JobSpec job(String text) {
        List<JobSpec> jobs = jobs(text);
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    /** A job of the name a with /bin/x as its program and these lines from line 4 on. */
    static JobSpec with(String... options) {
        return job(text(options));
    }

    static List<String> problemsWith(String... options) {
        return problems(text(options));
    }

    static List<String> problems(String text) {
        return catalog(text).problems().stream().map(Problem::toString).toList();
    }

    static String text(String... options) {
        return "job {\nname a\ncmd /bin/x\n" + String.join("\n", options) + "\n}\n";
    }
}
