package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.ProcMgr;
import io.procmgr.SettingKey;
import io.procmgr.Settings;
import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import io.procmgr.job.AlertTrigger;
import io.procmgr.job.JobKey;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tables and examples of README.md and docs say what the code says. */
@ExtendWith(LeakCheck.class)
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path CONFIGURATION = Path.of("../docs/configuration.md");
    private static final Path COMMAND = Path.of("../docs/command.md");
    private static final Path MBEANS = Path.of("../docs/mbeans.md");
    private static final Path ALERTS = Path.of("../docs/alerts.md");

    @TempDir
    private Path directory;

    @Test
    void theTableOfJobKeysIsThatOfTheCode() throws IOException {
        assertThat(table(CONFIGURATION, "key"))
                .isEqualTo(Stream.of(JobKey.values())
                        .map(key -> row(
                                "`" + key.key() + (key.qualified() ? "<name>" : "") + "`",
                                key.type(),
                                key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`",
                                key.doc()))
                        .toList());
    }

    @Test
    void theTableOfSettingsIsThatOfTheCode() throws IOException {
        assertThat(table(CONFIGURATION, "property"))
                .isEqualTo(Stream.of(SettingKey.values())
                        .map(key -> row(
                                "`" + key.key() + "`",
                                key.type(),
                                key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`",
                                key.doc()))
                        .toList());
    }

    @Test
    void theTableOfAlertKeysIsThatOfTheCode() throws IOException {
        assertThat(table(ALERTS, "alert key"))
                .isEqualTo(Stream.of(AlertKey.values())
                        .map(key -> row(
                                "`" + key.key() + "`",
                                Stream.of(AlertChannel.Type.values())
                                        .filter(key::isOf)
                                        .map(AlertChannel.Type::word)
                                        .collect(Collectors.joining(" ")),
                                key.type(),
                                key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`",
                                key.doc()))
                        .toList());
        assertThat(table(ALERTS, "trigger"))
                .extracting(row -> row.replaceFirst("^\\| `([a-z-]+)`.*", "$1"))
                .isEqualTo(
                        Stream.of(AlertTrigger.values()).map(AlertTrigger::word).toList());
    }

    @Test
    void theAlertsThatAreShownAreValid() throws IOException {
        Files.writeString(directory.resolve("alerts.properties"), example(ALERTS, "    procmgr.alerts."));

        Catalog catalog = JobSources.load(List.of(Path.of("alerts.properties")), directory);

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.alerts()).hasSize(4);
        assertThat(catalog.jobs())
                .extracting(job -> job.alerts().rules().size())
                .containsExactly(5, 0);
    }

    @Test
    void theTableOfStatesHasAllWithTheirCodes() throws IOException {
        assertThat(table(CONFIGURATION, "state"))
                .extracting(row -> row.replaceFirst("^(\\|[^|]*\\|[^|]*\\|).*", "$1"))
                .isEqualTo(Stream.of(JobState.values())
                        .map(state -> "| " + state + " | " + state.code() + " |")
                        .toList());
    }

    @Test
    void theTableOfCommandsHasAllInTheOrderOfTheHelp() throws IOException {
        assertThat(table(COMMAND, "command"))
                .extracting(row -> row.replaceFirst("^\\| `([a-z]+)[ `].*", "$1"))
                .isEqualTo(Subcommands.NAMES);
    }

    @Test
    void theTableOfExitStatusesIsThatOfTheHelp() throws IOException {
        List<String> rows = new ArrayList<>();
        ExitStatus.list(Verb.STATUSES).forEach((status, meaning) -> rows.add(row(status, meaning)));

        assertThat(table(COMMAND, "exit status of the others")).isEqualTo(rows);
    }

    @Test
    void theTablesOfMBeansAreThoseThatAClientSees() throws Exception {
        Path jobs = Files.writeString(
                directory.resolve("jobs.properties"),
                "procmgr.jobs.idle.command = sleep 1000\nprocmgr.jobs.idle.autostart = false\n");
        Settings settings =
                Settings.of(List.of(jobs), directory.resolve("state")).withApp("readme");
        try (ProcMgr procMgr = ProcMgr.start(settings)) {
            assertThat(procMgr.supervisor().statuses()).hasSize(1);
            MBeanInfo process = info("procmgr:type=Process,app=readme,name=idle");
            MBeanInfo supervisor = info("procmgr:type=Supervisor,app=readme");

            assertThat(table(MBEANS, "attribute of a process")).isEqualTo(attributes(process));
            assertThat(table(MBEANS, "operation of a process")).isEqualTo(operations(process));
            assertThat(table(MBEANS, "attribute of the supervisor")).isEqualTo(attributes(supervisor));
            assertThat(table(MBEANS, "operation of the supervisor")).isEqualTo(operations(supervisor));
        }
    }

    @Test
    void theJobsThatAreShownAreValid() throws IOException {
        for (Path document : List.of(README, CONFIGURATION)) {
            Files.writeString(directory.resolve("shown.conf"), example(document, "    job {"));
            Files.writeString(directory.resolve("shown.properties"), example(document, "    procmgr.jobs.web."));

            for (String file : List.of("shown.conf", "shown.properties")) {
                Catalog catalog = JobSources.load(List.of(Path.of(file)), directory);
                assertThat(catalog.problems()).isEmpty();
                assertThat(catalog.jobs()).hasSize(1);
            }
        }
    }

    @Test
    void theInstancesThatAreShownAreValid() throws IOException {
        String pool = example(CONFIGURATION, "    procmgr.jobs.pool.");
        String template = example(CONFIGURATION, "    procmgr.jobs.web@.");
        Files.writeString(directory.resolve("shown.properties"), pool + template);

        Catalog catalog = JobSources.load(List.of(Path.of("shown.properties")), directory);

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.jobs()).hasSize(3);
        assertThat(catalog.templates()).hasSize(2);
    }

    @Test
    void theJobsOfTheDemoAreValid() {
        Catalog demo = JobSources.load(List.of(Path.of("src/demo/jobs.conf")), Path.of(""));

        assertThat(demo.problems()).isEmpty();
        assertThat(demo.jobs()).hasSizeGreaterThanOrEqualTo(12);
    }

    /** The indented lines from the first one that begins so. */
    private static String example(Path document, String start) throws IOException {
        return Files.readAllLines(document).stream()
                .dropWhile(line -> !line.startsWith(start))
                .takeWhile(line -> line.startsWith("    ") || line.isEmpty() && document.equals(ALERTS))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static MBeanInfo info(String name) throws JMException {
        return ManagementFactory.getPlatformMBeanServer().getMBeanInfo(new ObjectName(name));
    }

    private static List<String> attributes(MBeanInfo info) {
        return Stream.of(info.getAttributes())
                .map(attribute -> row("`" + attribute.getName() + "`", attribute.getDescription()))
                .sorted()
                .toList();
    }

    private static List<String> operations(MBeanInfo info) {
        return Stream.of(info.getOperations())
                .map(operation -> row(
                        Stream.of(operation.getSignature())
                                .map(MBeanFeatureInfo::getName)
                                .collect(Collectors.joining(", ", "`" + operation.getName() + "(", ")`")),
                        operation.getImpact() == MBeanOperationInfo.INFO ? "viewer" : "operator",
                        operation.getDescription()))
                .sorted()
                .toList();
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"))
                .replace("  ", " ");
    }

    /** The rows of the table whose first column has this title. */
    private static List<String> table(Path document, String title) throws IOException {
        return Files.readAllLines(document).stream()
                .dropWhile(line -> !line.toLowerCase(Locale.ROOT).startsWith("| " + title + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
