package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Records that write out their equality compare every component, as the compiler's own would. */
class WrittenOutEqualityTest {
    private static final OutputRule OUTPUT = new OutputRule(LogTarget.DEFAULT, LogTarget.DEFAULT, 0640);
    private static final OutputRule OTHER_OUTPUT =
            new OutputRule(LogTarget.NONE, new LogTarget.File(Path.of("e")), 0644);

    @Test
    void everyComponentCounts() throws ReflectiveOperationException {
        differsInEach(OUTPUT, OTHER_OUTPUT);
        differsInEach(
                LogRule.PROCMGR,
                new LogRule(
                        Optional.of(LogRotation.OFF),
                        LogRule.SMALLEST,
                        Optional.of(Duration.ofDays(1)),
                        1,
                        true,
                        Optional.of(true),
                        Dialect.PMTR));
        differsInEach(new JobName("a"), new JobName("b"));
        differsInEach(
                new StopRule(Signal.TERM, Duration.ofSeconds(1), StopRule.Scope.SESSION, StopRule.OnShutdown.STOP),
                new StopRule(Signal.HUP, Duration.ofSeconds(2), StopRule.Scope.PROCESS, StopRule.OnShutdown.LEAVE));
        differsInEach(new Origin("a", 1), new Origin("b", 2));
        differsInEach(new EnvironmentVariable("a", "b"), new EnvironmentVariable("c", "d"));
        differsInEach(new InputSource.File(Path.of("a")), new InputSource.File(Path.of("b")));
        differsInEach(new LogTarget.File(Path.of("a")), new LogTarget.File(Path.of("b")));
        differsInEach(new ListenAddress.Tcp("a", 1), new ListenAddress.Tcp("b", 2));
        differsInEach(new ListenAddress.Local(Path.of("a")), new ListenAddress.Local(Path.of("b")));
        differsInEach(
                new SocketRule(new ListenAddress.Tcp("a", 1), true, 1),
                new SocketRule(new ListenAddress.Tcp("b", 1), false, 2));
        differsInEach(
                new PidFileRule(Path.of("a"), Duration.ofSeconds(1)),
                new PidFileRule(Path.of("b"), Duration.ofSeconds(2)));
        differsInEach(
                new ResourceLimit(Resource.CPU, OptionalLong.of(1)),
                new ResourceLimit(Resource.CORE, OptionalLong.of(2)));
        differsInEach(
                new Execution(
                        List.of("a"),
                        false,
                        false,
                        Optional.empty(),
                        List.of(),
                        false,
                        Optional.of("user"),
                        Optional.empty(),
                        022,
                        OptionalInt.empty(),
                        new TreeSet<>(),
                        List.of(),
                        InputSource.PIPE,
                        Optional.of("{}"),
                        Optional.empty(),
                        Optional.empty(),
                        OUTPUT,
                        Execution.OnHostDeath.LEAVE),
                new Execution(
                        List.of("b"),
                        true,
                        true,
                        Optional.of(Path.of("/d")),
                        List.of(new EnvironmentVariable("a", "b")),
                        true,
                        Optional.of("other"),
                        Optional.of("group"),
                        027,
                        OptionalInt.of(1),
                        new TreeSet<>(List.of(1)),
                        List.of(new ResourceLimit(Resource.CPU, OptionalLong.of(1))),
                        new InputSource.File(Path.of("other")),
                        Optional.empty(),
                        Optional.of(new PidFileRule(Path.of("pid"), Duration.ofSeconds(1))),
                        Optional.of(new SocketRule(new ListenAddress.Tcp("::1", 1), true, 1)),
                        OTHER_OUTPUT,
                        Execution.OnHostDeath.KILL));
    }

    private static void differsInEach(Record one, Record other) throws ReflectiveOperationException {
        Object[] values = values(one);
        assertThat(make(one, values)).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(one.equals("text")).isFalse();
        for (int i = 0; i < values.length; i++) {
            Object[] changed = values.clone();
            changed[i] = values(other)[i];
            assertThat(make(one, changed))
                    .as(one.getClass().getRecordComponents()[i].getName())
                    .isNotEqualTo(one);
        }
    }

    private static Object[] values(Record of) throws ReflectiveOperationException {
        RecordComponent[] components = of.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(of);
        }
        return values;
    }

    private static Object make(Record like, Object[] values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return like.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
