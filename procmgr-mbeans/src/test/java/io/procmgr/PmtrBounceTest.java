package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that is ended and started again at a certain age. */
@ExtendWith(LeakCheck.class)
class PmtrBounceTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void aBouncedJobStartsAgainAtOnceEachTime() {
        supervisor.start(home, job("mail", "bounce every 1s"), job("other"));
        long first = supervisor.pid("mail");
        long other = supervisor.pid("other");
        long second = supervisor.pidAfter("mail", first);
        supervisor.pidAfter("mail", second);

        assertThat(supervisor.messages("mail", Kind.STATE))
                .filteredOn("bounced at the age of 1 s"::equals)
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(supervisor.changes())
                .noneMatch(
                        change -> change.to().filter(JobState.BACKOFF::equals).isPresent());
        assertThat(supervisor.pid("other")).isEqualTo(other);
    }
}
