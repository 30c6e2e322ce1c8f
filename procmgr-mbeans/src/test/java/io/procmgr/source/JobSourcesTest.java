package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSourcesTest {
    private static final String PMTR = "job {\nname %s\ncmd /x\n}\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void resolveLinks() throws IOException {
        directory = directory.toRealPath();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Catalog load(String... paths) {
        return JobSources.load(List.of(paths).stream().map(Path::of).toList(), directory);
    }

    private static List<String> names(Catalog catalog) {
        return catalog.jobs().stream().map(job -> job.name().value()).toList();
    }

    private static List<String> problems(Catalog catalog) {
        return catalog.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aDirectoryIsReadInTheOrderOfItsNamesWithoutHiddenAndForeignFiles() throws IOException {
        write("c.conf", PMTR.formatted("c"));
        write("a.properties", "procmgr.jobs.a.command=x\n");
        write("b.job", "command=x\n");
        for (String other :
                List.of(".h.conf", "c.conf~", "c.conf.bak", ".c.conf.swp", "#c.conf#", "c.swp", "README", "d.txt")) {
            write(other, "no definition");
        }
        Files.createDirectory(directory.resolve("sub.conf"));
        Catalog catalog = load(".");
        assertThat(catalog.problems()).isEmpty();
        assertThat(names(catalog)).containsExactly("a", "b", "c");
        assertThat(catalog.files())
                .extracting(file -> file.normalize().toString())
                .containsExactly(
                        directory.toString(), directory + "/a.properties", directory + "/b.job", directory + "/c.conf");
    }

    @Test
    void theEndingTellsTheSyntaxAndAnyOtherIsPmtr() throws IOException {
        write("pmtr", PMTR.formatted("a"));
        write("x.txt", PMTR.formatted("b"));
        write("c.job", "command=x\n");
        write("d.properties", "procmgr.jobs.d.command=x\n");
        Catalog catalog = load("x.txt", "pmtr", "d.properties", "c.job");
        assertThat(catalog.problems()).isEmpty();
        assertThat(names(catalog)).containsExactly("b", "a", "d", "c");
    }

    @Test
    void aMissingFileIsAProblemAndIsToBeWatched() {
        Catalog catalog = load("no.conf");
        assertThat(catalog.isValid()).isFalse();
        assertThat(problems(catalog)).containsExactly("no.conf: cannot read it: there is no such file");
        assertThat(catalog.files()).containsExactly(directory.resolve("no.conf"));
        assertThat(directory.resolve("no.conf")).doesNotExist();
    }

    @Test
    void aPipeIsRefusedInsteadOfWaitedFor() {
        assertThat(problems(load("/dev/null"))).containsExactly("/dev/null: cannot read it: it is no regular file");
    }

    @Test
    void aFileOfMoreThanTenMebibytesIsRefused() throws IOException {
        write("full.conf", " ".repeat(SourceFile.MOST_BYTES));
        write("more.conf", " ".repeat(SourceFile.MOST_BYTES + 1));
        assertThat(problems(load("full.conf", "more.conf")))
                .containsExactly("more.conf: cannot read it: it has more than 10 MiB");
    }

    @Test
    void aJobOfTwoFilesIsRefusedNamingBothLines() throws IOException {
        write("a.conf", "\n" + PMTR.formatted("x"));
        write("x.job", "command=y\n");
        assertThat(problems(load("a.conf", "x.job")))
                .containsExactly("x.job:1: job x: name: is the name of an earlier job, in a.conf:2");
    }

    @Test
    void aFileNamedTwiceIsReadOnce() throws IOException {
        write("a.conf", PMTR.formatted("a"));
        assertThat(names(load("a.conf", "a.conf"))).containsExactly("a");
    }

    @Test
    void problemsComeInTheOrderOfFilesAndLines() throws IOException {
        write("z.conf", PMTR.formatted("z") + "what\n" + PMTR.formatted("z"));
        write("a.properties", "procmgr.jobs.a.nice=99\nprocmgr.jobs.a.b=1\nprocmgr.defaults.umask=9\n");
        assertThat(load("z.conf", "no.conf", "a.properties").problems())
                .extracting(problem -> problem.origin().toString())
                .containsExactly(
                        "z.conf:5",
                        "z.conf:6",
                        "no.conf",
                        "a.properties:1",
                        "a.properties:1",
                        "a.properties:2",
                        "a.properties:3");
    }

    @Test
    void theNameOfAJobFileMayBeEncoded() throws IOException {
        write("a%2Fb.job", "command=x\n");
        write("plain.job", "command=x\n");
        write("50%.job", "command=x\n");
        Catalog catalog = load(".");
        assertThat(names(catalog)).containsExactly("a/b", "plain");
        assertThat(problems(catalog)).singleElement().asString().contains("50%.job: must be named after its job");
    }

    @Test
    void defaultsOfADirectoryHoldForAllItsJobs() throws IOException {
        write("defaults.job", "nice=5\n");
        write("a.job", "command=x\n");
        write("b.conf", PMTR.formatted("b"));
        assertThat(load(".").jobs())
                .allSatisfy(job -> assertThat(job.execution().nice()).hasValue(5));
    }

    @Test
    void aChangedNameOrContentIsSeen() throws IOException {
        write("a.conf", PMTR.formatted("a"));
        JobSources sources = new JobSources(List.of(Path.of("a.conf"), Path.of("b.conf")), directory);
        Catalog first = sources.readChanges();
        assertThat(first.isValid()).isFalse();
        assertThat(sources.readChanges()).isSameAs(first);
        write("b.conf", "");
        Catalog second = sources.readChanges();
        assertThat(names(second)).containsExactly("a");
        assertThat(second.isValid()).isTrue();
        Files.move(directory.resolve("a.conf"), directory.resolve("b.conf"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(problems(sources.readChanges())).containsExactly("a.conf: cannot read it: there is no such file");
    }

    @Test
    void aJobThatIsWrittenAsBeforeIsTheSameDefinition() throws IOException {
        write("a.conf", PMTR.formatted("a") + PMTR.formatted("b") + PMTR.formatted("c"));
        write(
                "d.properties",
                "procmgr.jobs.d.command=x\nprocmgr.jobs.e.command=x\nprocmgr.jobs.f.command=${user.name}");
        write("g.job", "command=x");
        JobSources sources = new JobSources(List.of(directory), directory);
        List<JobSpec> before = sources.read().jobs();
        write("a.conf", PMTR.formatted("a") + PMTR.formatted("b").replace("/x", "/y") + PMTR.formatted("c"));
        write(
                "d.properties",
                "procmgr.jobs.d.command=x\nprocmgr.jobs.e.command=y\nprocmgr.jobs.f.command=${user.name}");
        List<JobSpec> after = sources.read().jobs();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) == after.get(i)) {
                same.add(after.get(i).name().value());
            }
        }
        assertThat(same).containsExactly("a", "c", "d", "g");
    }

    @Test
    void aJobThatHasMovedIsToldWithItsNewLine() throws IOException {
        write("a.conf", PMTR.formatted("a") + PMTR.formatted("b"));
        JobSources sources = new JobSources(List.of(directory), directory);
        JobSpec before = sources.read().jobs().get(1);
        write("a.conf", "# moves all\n" + PMTR.formatted("b") + PMTR.formatted("a"));
        JobSpec after = sources.read().jobs().get(0);
        assertThat(before.origin().line()).isEqualTo(5);
        assertThat(after.origin().line()).isEqualTo(2);
        assertThat(after).isEqualTo(before.at(after.origin()));
        assertThat(after.execution()).isSameAs(before.execution());
    }

    @Test
    void aChangedDefaultHoldsForJobsThatAreWrittenAsBefore() throws IOException {
        write("a.job", "command=x");
        write("z.properties", "procmgr.defaults.nice=1");
        JobSources sources = new JobSources(List.of(directory), directory);
        assertThat(sources.read().jobs().get(0).execution().nice()).hasValue(1);
        write("z.properties", "procmgr.defaults.nice=2");
        assertThat(sources.read().jobs().get(0).execution().nice()).hasValue(2);
        write("z.properties", "");
        assertThat(sources.read().jobs().get(0).execution().nice()).isEmpty();
    }

    @Test
    void aReloadOfUnchangedFilesGivesTheSameCatalog() throws IOException {
        write("a.conf", PMTR.formatted("a"));
        List<Path> paths = List.of(Path.of("a.conf"));
        JobSources sources = new JobSources(paths, directory);
        Catalog first = sources.read();
        assertThat(sources.readChanges()).isSameAs(first);
        write("a.conf", PMTR.formatted("b"));
        assertThat(names(sources.readChanges())).containsExactly("b");
    }

    @Test
    void variablesComeFromSystemPropertiesAndTheEnvironment() throws IOException {
        write("a.job", "command=${java.version} ${PATH}\n");
        assertThat(load("a.job").jobs().get(0).execution().command())
                .containsExactly(System.getProperty("java.version"), System.getenv("PATH"));
    }

    @Test
    void fiveThousandJobsAreRead() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("job {\n  name job-")
                    .append(i)
                    .append("\n  cmd /bin/sleep 1 2 3\n  env A=B\n  dir /tmp\n")
                    .append("  nice 5\n  order ")
                    .append(i)
                    .append("\n  ulimit -n 1024\n}\n");
        }
        write("many.conf", text.toString());
        assertThat(load("many.conf").jobs()).hasSize(5_000);
    }
}
