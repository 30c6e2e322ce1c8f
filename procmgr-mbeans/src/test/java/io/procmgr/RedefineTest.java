package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.source.Layer;
import io.procmgr.source.Property;
import io.procmgr.source.PropertyLayer;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Layers of definitions around the files of a running supervisor. */
@ExtendWith(LeakCheck.class)
class RedefineTest {
    @TempDir
    private Path directory;

    private Path file;
    private Settings settings;
    private ProcMgr procMgr;

    @BeforeEach
    void settings() throws IOException {
        file = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.filed.command = sleep 600\n");
        settings = Settings.of(List.of(file), directory.resolve("state"))
                .withApp("redefine-" + ProcessHandle.current().pid());
    }

    @AfterEach
    void close() {
        if (procMgr != null) {
            procMgr.close();
        }
    }

    private static Layer properties(String... keysAndValues) {
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.add(new Property(
                    keysAndValues[i], keysAndValues[i + 1], new Origin("property " + keysAndValues[i], 0), false));
        }
        return PropertyLayer.of("properties", properties);
    }

    private static Layer produced(RawJob... jobs) {
        return new Layer("producers", List.of(jobs), List.of(), List.of());
    }

    private JobSpec spec(String name) {
        return procMgr.supervisor().statuses().stream()
                .map(status -> status.spec())
                .filter(spec -> spec.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long pid(String name) {
        return await().until(
                        () -> procMgr.supervisor().statuses().stream()
                                .filter(status -> status.spec().name().value().equals(name)
                                        && status.pid().isPresent())
                                .map(status -> status.pid().getAsLong())
                                .findFirst()
                                .orElse(-1L),
                        pid -> pid > 0);
    }

    @Test
    void jobsOfLayersRunBesideThoseOfFilesAndAReloadKeepsThem() throws IOException {
        RawJob built = JobSpec.builder("built")
                .command("sleep", "600")
                .build()
                .written()
                .orElseThrow();
        procMgr = ProcMgr.start(settings.withLayers(
                List.of(produced(built.at(new Origin("@ManagedProcess on com.acme.Jobs.built()", 0)))),
                List.of(properties("procmgr.jobs.filed.nice", "3", "procmgr.jobs.built.description", "text"))));
        long before = pid("built");

        Files.writeString(file, "procmgr.jobs.filed.command = sleep 601\n");
        await().until(() -> spec("filed").execution().command().contains("601"));

        assertThat(spec("filed").execution().nice()).hasValue(3);
        assertThat(spec("built").description()).isEqualTo("text");
        assertThat(spec("built").origin().source()).isEqualTo("@ManagedProcess on com.acme.Jobs.built()");
        assertThat(pid("built")).isEqualTo(before);
    }

    @Test
    void redefinitionReplacesTheLayersAndReadsTheFilesToo() throws IOException {
        procMgr = ProcMgr.start(
                settings.withLayers(List.of(), List.of(properties("procmgr.jobs.one.command", "sleep 600"))));

        procMgr.redefine(List.of(properties("procmgr.jobs.two.command", "sleep 600")), List.of());

        assertThat(procMgr.supervisor().statuses())
                .extracting(status -> status.spec().name().value())
                .contains("filed", "two");
        await().until(() -> procMgr.supervisor().statuses().size() == 2);
    }

    @Test
    void aRedefinitionWithAProblemChangesNothingAndTellsAllProblems() throws IOException {
        procMgr = ProcMgr.start(settings);
        long before = pid("filed");
        Layer wrong = properties("procmgr.jobs.filed.nice", "99", "procmgr.jobs.filed.umask", "x");

        assertThatThrownBy(() -> procMgr.redefine(List.of(), List.of(wrong)))
                .isInstanceOfSatisfying(InvalidConfigurationException.class, e -> assertThat(e.problems())
                        .hasSize(2));

        assertThat(procMgr.supervisor().config().lastReloadError())
                .contains("property procmgr.jobs.filed.nice: job filed");
        procMgr.configuration().reload();
        assertThat(procMgr.supervisor().config().lastReloadError()).isEmpty();
        assertThat(pid("filed")).isEqualTo(before);
    }

    @Test
    void checkJudgesWithoutAnythingBeingMade() {
        List<Problem> problems =
                ProcMgr.check(settings.withLayers(List.of(), List.of(properties("procmgr.jobs.filed.nice", "99"))));

        assertThat(problems).singleElement().asString().contains("nice: must be");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void aSupervisorThatStartsDespiteProblemsHasNoJobUntilTheyAreMended() throws IOException {
        Files.writeString(file, "procmgr.jobs.filed.comand = sleep 600\n");
        procMgr = ProcMgr.startDespiteProblems(settings);
        assertThat(procMgr.supervisor().statuses()).isEmpty();
        assertThat(procMgr.supervisor().config().lastReloadError()).contains("did you mean command?");

        Files.writeString(file, "procmgr.jobs.filed.command = sleep 600\n");

        assertThat(pid("filed")).isPositive();
        assertThat(procMgr.supervisor().config().lastReloadError()).isEmpty();
    }

    @Test
    void checkConfigTellsWhereEachValueComesFrom() throws IOException {
        procMgr = ProcMgr.start(settings.withLayers(List.of(), List.of(properties("procmgr.jobs.filed.nice", "3"))));

        assertThat(procMgr.configuration().check())
                .endsWith("from: filed: command (" + file + ":1), nice (property procmgr.jobs.filed.nice)");
    }

    @Test
    void jobsInAServerWorkInItsDataDirectoryWithoutItsEnvironment() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(file, "procmgr.jobs.filed.command = sh -c \"pwd; env; sleep 600\"\n");
        procMgr = ProcMgr.start(settings.withServer(data));
        Path log = directory.resolve("state/log/filed.log");

        String text = await().until(() -> Files.exists(log) ? Files.readString(log) : "", t -> t.contains("PROCMGR_"));

        assertThat(text).startsWith(data.toRealPath() + "\n");
        assertThat(text.lines().skip(1).map(line -> line.substring(0, line.indexOf('='))))
                .allMatch(name -> name.matches("PATH|LANG|LC_.*|HOME|TZ|PWD|SHLVL|OLDPWD|_|PROCMGR_.*"));
    }

    @Test
    void aSecondSupervisorOfTheSameAppOrStateDirectoryIsToldWhatToSet() throws IOException {
        procMgr = ProcMgr.start(settings);

        assertThatThrownBy(() -> ProcMgr.start(settings))
                .isInstanceOf(StateDirectoryHeldException.class)
                .hasMessageContainingAll("in this JVM", "procmgr.state-dir", "procmgr.app");
        Settings second = Settings.of(List.of(file), directory.resolve("other"));
        assertThatThrownBy(() -> ProcMgr.start(second.withApp(settings.app().orElseThrow())))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("same names", "app=redefine-", "state", "set procmgr.app");
        ProcMgr.start(second.withApp("another-" + ProcessHandle.current().pid()))
                .close();
    }
}
