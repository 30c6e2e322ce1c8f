package io.procmgr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogTarget;
import io.procmgr.job.Problem;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.job.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What profile directories say, and what in them is a change. */
class ProfileDirectoryTest {
    @TempDir
    Path profiles;

    private JobSources sources;

    @BeforeEach
    void open() {
        sources = new JobSources(List.of(), Optional.of(profiles), profiles, JobHost.STAND_ALONE);
    }

    @Test
    void everyDirectoryIsAProfileButHiddenOnes() throws IOException {
        profile("mail");
        profile("two words");
        profile(".git");
        Files.writeString(profiles.resolve("README"), "no profile");

        assertThat(read().jobs()).extracting(job -> job.name().value()).containsExactly("mail", "two words");
    }

    @Test
    void nameWithABlankIsForProfilesOnly() throws IOException {
        Path file = Files.writeString(profiles.resolve("two words.job"), "command = sleep 600\n");

        assertThat(JobSources.load(List.of(file), profiles).problems())
                .extracting(Problem::message)
                .contains("a job name has no white space and no control characters");
    }

    @Test
    void runIsDoneByAShellInItsProfile() throws IOException {
        profile("mail");

        JobSpec job = job("mail");
        assertThat(job.execution().command()).containsExactly("./run");
        assertThat(job.execution().shell()).isTrue();
        assertThat(job.execution().directory()).contains(profiles.resolve("mail"));
    }

    @Test
    void eachProfileHasALogOfItsOwnForBothStreams() throws IOException {
        profile("mail");

        LogTarget log = new LogTarget.File(profiles.resolve("mail/run.log"));
        assertThat(job("mail").execution().output().out()).isEqualTo(log);
        assertThat(job("mail").execution().output().error()).isEqualTo(log);
    }

    @Test
    void pathOfThePidFileKeepsWhiteSpaceBeforeItAndLosesThatBehind() throws IOException {
        profile("mail");
        write("mail", "pid_file", "/run/ a b \t\n\n");

        assertThat(pidFile()).isEqualTo(Path.of("/run/ a b"));
        write("mail", "pid_file", " c\n");
        assertThat(pidFile()).isEqualTo(profiles.resolve(" c"));
    }

    @Test
    void relativePidFileIsMeantInTheDirectoryOfAllProfiles() throws IOException {
        profile("mail");
        write("mail", "pid_file", "run/mail.pid\n");

        assertThat(pidFile()).isEqualTo(profiles.resolve("run/mail.pid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n", "/a\n/b\n", "\0"})
    void faultyPidFileIsAFaultOfItsProfileAlone(String text) throws IOException {
        profile("mail");
        profile("web");
        write("mail", "pid_file", text);

        assertThat(read().jobs()).extracting(job -> job.name().value()).containsExactly("web");
        assertThat(read().isValid()).isTrue();
        assertThat(faults()).singleElement().asString().contains("job mail: pid_file: ");
    }

    @Test
    void whateverIsMissingInAProfileIsToldAtOnceAndTheOthersStand() throws IOException {
        profile("web");
        Files.createDirectory(profiles.resolve("mail"));
        write("mail", "stop_signal", "9x");

        assertThat(read().jobs()).hasSize(1);
        assertThat(faults()).extracting(Problem::option).contains("run", "pid_file");
    }

    @Test
    void runThatIsNotExecutableIsAFault() throws IOException {
        profile("mail");
        Files.setPosixFilePermissions(profiles.resolve("mail/run"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(faults()).extracting(Problem::message).containsExactly("is not executable");
    }

    @Test
    void faultyProfileIsLeftAsItWas() throws IOException {
        profile("mail");
        JobSpec before = job("mail");
        Files.delete(profiles.resolve("mail/pid_file"));

        assertThat(read().jobs()).containsExactly(before);
        assertThat(faults()).hasSize(1);
        write("mail", "pid_file", "/run/mail.pid");
        assertThat(faults()).isEmpty();
    }

    @Test
    void restartIsMerePresence() throws IOException {
        profile("mail");
        assertThat(job("mail").restart().policy()).isEqualTo(Policy.NEVER);

        write("mail", "restart", "no");

        assertThat(job("mail").restart().policy()).isEqualTo(Policy.ALWAYS);
        assertThat(job("mail").restart().noRestartCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SIGHUP,HUP",
        "SIGINT,INT",
        "SIGQUIT,QUIT",
        "SIGABRT,ABRT",
        "SIGTERM,TERM",
        "SIGCONT,CONT",
        "SIGUSR1,USR1",
        "SIGUSR2,USR2",
        "INT,INT",
        "sigint,INT",
        "SIGKILL,KILL",
        "2,INT",
        "' S I G\n INT\n',INT",
        "'',TERM",
        "'\n',TERM"
    })
    void stopSignalIsANameOrANumber(String text, Signal signal) throws IOException {
        profile("mail");
        write("mail", "stop_signal", text);

        assertThat(job("mail").stop().signal()).isEqualTo(signal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9x", "-9", "0", "99999999999999999999", "SIGFOO", "TERM,KILL"})
    void whatIsNoSignalIsAFault(String text) throws IOException {
        profile("mail");
        write("mail", "stop_signal", text);

        assertThat(faults()).singleElement().asString().contains("job mail: stop_signal: must be one of HUP, INT,");
    }

    @ParameterizedTest
    @CsvSource({"'',HUP", "'\n',HUP", "SIGUSR1,USR1", "10,USR1"})
    void reloadIsASignalAndHupIfItIsEmpty(String text, Signal signal) throws IOException {
        profile("mail");
        assertThat(job("mail").reloadSignal()).isEmpty();

        write("mail", "reload", text);

        assertThat(job("mail").reloadSignal()).contains(signal);
    }

    @Test
    void userIsANameWithWhiteSpaceAroundIt() throws IOException {
        profile("mail");
        assertThat(job("mail").execution().user()).isEmpty();

        write("mail", "user", " nobody \n");

        assertThat(job("mail").execution().user()).contains("nobody");
        write("mail", "user", " \n");
        assertThat(faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "pid_file", "user", "restart", "reload"})
    void touchedFileIsAChange(String file) throws IOException {
        profile("mail");
        writeAll();
        JobSpec before = job("mail");

        Files.setLastModifiedTime(profiles.resolve("mail").resolve(file), FileTime.fromMillis(1_000));

        assertThat(job("mail").stamps().changedSince(before.stamps())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "pid_file", "user", "restart", "reload"})
    void editInPlaceWithinTheSameSecondIsAChange(String file) throws IOException {
        profile("mail");
        writeAll();
        Path path = profiles.resolve("mail").resolve(file);
        FileTime time = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(path, time);
        JobSpec before = job("mail");

        Files.writeString(path, Files.readString(path) + " ");
        Files.setLastModifiedTime(path, time);

        assertThat(job("mail").stamps().changedSince(before.stamps())).isTrue();
    }

    @Test
    void fileOfTheSameContentInPlaceOfAnotherIsAChange() throws IOException {
        profile("mail");
        JobSpec before = job("mail");
        Path run = profiles.resolve("mail/run");
        FileTime time = Files.getLastModifiedTime(run);
        Path other = Files.copy(run, profiles.resolve("other"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.setLastModifiedTime(other, time);

        Files.move(other, run, StandardCopyOption.REPLACE_EXISTING);

        assertThat(job("mail").needsRestart(before)).isTrue();
    }

    @Test
    void stopSignalIsNoChangeButIsUsed() throws IOException {
        profile("mail");
        write("mail", "stop_signal", "INT");
        JobSpec before = job("mail");

        write("mail", "stop_signal", "QUIT");

        assertThat(job("mail").needsRestart(before)).isFalse();
        assertThat(job("mail").stop().signal()).isEqualTo(Signal.QUIT);
    }

    @Test
    void otherFilesAndTheModeDoNotMatter() throws IOException {
        profile("mail");
        JobSpec before = job("mail");

        write("mail", "run.log", "some output");
        write("mail", "data", "some data");
        Files.setPosixFilePermissions(profiles.resolve("mail/run"), PosixFilePermissions.fromString("rwx------"));
        Files.setLastModifiedTime(profiles.resolve("mail"), FileTime.fromMillis(1_000));

        assertThat(job("mail")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "reload", "stop_signal"})
    void fileThatAppearsOrVanishesIsNoChangeByItself(String file) throws IOException {
        profile("mail");
        JobSpec before = job("mail");

        write("mail", file, "");
        JobSpec with = job("mail");

        assertThat(with.needsRestart(before)).isFalse();
        assertThat(with.stamps().changedSince(before.stamps())).isFalse();
        Files.delete(profiles.resolve("mail").resolve(file));
        assertThat(job("mail").needsRestart(with)).isFalse();
    }

    @Test
    void userThatAppearsIsAChangeSinceTheProcessIsToBeAnother() throws IOException {
        profile("mail");
        JobSpec before = job("mail");

        write("mail", "user", "nobody");

        assertThat(job("mail").needsRestart(before)).isTrue();
    }

    @Test
    void missingDirectoryOfProfilesIsAnError() throws IOException {
        Catalog catalog = JobSources.load(List.of(), Optional.of(profiles.resolve("none")), profiles);

        assertThat(catalog.isValid()).isFalse();
        assertThat(catalog.problems())
                .singleElement()
                .hasToString(profiles.resolve("none") + ": cannot read the profiles: there is no such directory");
    }

    @Test
    void jobOfTheSameNameInAFileIsAFaultOfTheProfile() throws IOException {
        profile("mail");
        Path file = Files.writeString(profiles.resolve("mail.job"), "command = sleep 600\n");

        Catalog catalog = JobSources.load(List.of(file), Optional.of(profiles), profiles);

        assertThat(catalog.isValid()).isTrue();
        assertThat(catalog.jobs()).hasSize(1);
        assertThat(catalog.faults()).singleElement().asString().contains("is the name of an earlier job");
    }

    @Test
    void nothingIsJudgedAgainIfNothingHasChanged() throws IOException {
        profile("mail");
        Catalog first = read();

        assertThat(sources.readChanges()).isSameAs(first);
        write("mail", "reload", "");
        assertThat(sources.readChanges()).isNotSameAs(first);
    }

    @Test
    void filesThatAreLookedAtAreWatchedAndNoOthers() throws IOException {
        profile("mail");

        assertThat(read().files())
                .contains(profiles, profiles.resolve("mail/run"), profiles.resolve("mail/restart"))
                .doesNotContain(profiles.resolve("mail"));
    }

    private Catalog read() {
        return sources.read();
    }

    private List<Problem> faults() {
        return read().faults();
    }

    private JobSpec job(String name) {
        return read().jobs().stream()
                .filter(job -> job.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path pidFile() {
        return job("mail").execution().pidFile().orElseThrow().file();
    }

    private void writeAll() throws IOException {
        write("mail", "user", "nobody");
        write("mail", "restart", "");
        write("mail", "reload", "HUP");
    }

    private void profile(String name) throws IOException {
        Path directory = Files.createDirectory(profiles.resolve(name));
        Path run = Files.writeString(directory.resolve("run"), "#!/bin/sh\nsleep 600 & echo $! > /run/mail.pid\n");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("pid_file"), "/run/mail.pid\n");
    }

    private void write(String profile, String file, String text) throws IOException {
        Files.writeString(profiles.resolve(profile).resolve(file), text);
    }
}
