package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void aPlainJobKeepsItsDigestFromVersionToVersion() {
        Execution sleep = spec("sleep 1000").execution();

        assertThat(sleep.digest()).isEqualTo("fb809e0a-a3827a7c");
    }

    @Test
    void wordsAreNotTakenForOneAnother() {
        assertThat(spec("a bc").execution().digest())
                .isNotEqualTo(spec("ab c").execution().digest());
    }

    @Test
    void outputsAreTold() {
        Set<String> digests = new HashSet<>();
        List<LogTarget> targets = List.of(LogTarget.DEFAULT, LogTarget.NONE, new LogTarget.File(Path.of("a")));
        for (LogTarget out : targets) {
            for (LogTarget error : targets) {
                digests.add(with(spec("sleep 1").execution(), "output", new OutputRule(out, error, 0640))
                        .digest());
            }
        }
        assertThat(digests).hasSize(9);
    }

    @Test
    void everyComponentCounts() {
        Execution plain = spec("sleep 1000").execution();
        Set<String> digests = new HashSet<>(Set.of(plain.digest()));
        Object[][] changes = {
            {"command", List.of("true")},
            {"searchPath", false},
            {"shell", true, "command", List.of("sleep 1000")},
            {"directory", Optional.of(Path.of("/tmp"))},
            {"environment", List.of(new EnvironmentVariable("a", "b"))},
            {"inheritEnvironment", false},
            {"user", Optional.of("mail")},
            {"group", Optional.of("mail"), "user", Optional.of("root")},
            {"umask", 0077},
            {"nice", OptionalInt.of(3)},
            {"cpus", new TreeSet<>(List.of(1))},
            {"limits", List.of(new ResourceLimit(Resource.CPU, OptionalLong.of(1)))},
            {"input", InputSource.PIPE},
            {"context", Optional.of("{}")},
            {"pidFile", Optional.of(new PidFileRule(Path.of("pid"), Duration.ofSeconds(1)))},
            {"socket", Optional.of(new SocketRule(new ListenAddress.Tcp("127.0.0.1", 80), false, 1))},
            {"output", new OutputRule(LogTarget.NONE, LogTarget.NONE, 0640)},
            {"onHostDeath", Execution.OnHostDeath.KILL},
        };
        Set<String> changed = new HashSet<>();
        for (Object[] change : changes) {
            Execution other = plain;
            for (int i = change.length - 2; i >= 0; i -= 2) {
                other = with(other, (String) change[i], change[i + 1]);
            }
            changed.add((String) change[0]);
            assertThat(digests.add(other.digest())).as((String) change[0]).isTrue();
        }
        assertThat(changed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Execution.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static JobSpec spec(String command) {
        Origin origin = new Origin("test", 1);
        RawValue words = new RawValue(JobKey.COMMAND, "", List.of(command.split(" ")), JobKey.COMMAND.key(), origin);
        RawJob job = new RawJob("job", Dialect.PROCMGR, origin, List.of(words), List.of());
        return new JobValidator(Path.of("/"), JobHost.STAND_ALONE)
                .validate(job)
                .spec()
                .orElseThrow();
    }

    private static Execution with(Execution execution, String component, Object value) {
        try {
            RecordComponent[] components = Execution.class.getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < values.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(execution);
            }
            return Execution.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
