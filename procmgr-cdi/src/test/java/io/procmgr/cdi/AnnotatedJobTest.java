package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobKey;
import io.procmgr.job.Origin;
import io.procmgr.job.RawJob;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-container")
class AnnotatedJobTest {
    private static final Origin ORIGIN = new Origin("@ManagedProcess on Here", 0);

    @ManagedProcess(
            command = {"a b", "c"},
            shell = false,
            nice = 0,
            holdLater = true,
            stopTimeout = "3s",
            noRestartExitCodes = {1, 2},
            env = @Env(name = "A", value = "${B}"),
            limits = @Limit(name = "nofile", value = "64"))
    private static final class Written {}

    @ManagedProcess(command = "tail -f 'a file'")
    private static final class OneText {}

    @Test
    void theMembersAreTheKeysButForTheMaps() {
        Set<String> members = Arrays.stream(ManagedProcess.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(members).contains("name", "env", "limits");
        members.removeAll(List.of("name", "env", "limits"));
        assertThat(members)
                .isEqualTo(Arrays.stream(JobKey.values())
                        .filter(key -> !key.qualified())
                        .map(AnnotatedJob::member)
                        .collect(Collectors.toSet()));
    }

    @Test
    void onlyWhatIsWrittenBecomesAValueThatOfADefaultToo() {
        assertThat(job(Written.class).values())
                .extracting(value -> value.key().key() + value.qualifier() + "=" + value.words())
                .containsExactly(
                        "command=[a b, c]",
                        "shell=[false]",
                        "nice=[0]",
                        "no-restart-exit-codes=[1, 2]",
                        "wait=[true]",
                        "stop.timeout=[3s]",
                        "env.A=[${B}]",
                        "limit.nofile=[64]");
    }

    @Test
    void aCommandOfOneTextIsSplitAsThatOfAProperty() {
        assertThat(job(OneText.class).values().get(0).text().orElseThrow().words())
                .containsExactly("tail", "-f", "a file");
    }

    @Test
    void aNameThatIsNotGivenIsThatOfTheClassInSmallLettersWithDashes() {
        assertThat(job(OneText.class).name()).isEqualTo("one-text");
        assertThat(List.of("Mail", "MailWorker", "HTTPPoller2", "worker", "IOThing", "A", "snake_case", "X_Y"))
                .extracting(DefaultName::of)
                .containsExactly("mail", "mail-worker", "http-poller2", "worker", "io-thing", "a", "snake-case", "x-y");
    }

    private static RawJob job(Class<?> type) {
        return AnnotatedJob.of(type.getAnnotation(ManagedProcess.class), DefaultName.of(type.getSimpleName()), ORIGIN);
    }
}
