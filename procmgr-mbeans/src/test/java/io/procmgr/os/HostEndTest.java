package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostEndTest {
    @Test
    void theUnitIsTheInnermostServiceOfTheControlGroup() {
        assertThat(HostEnd.Unit.of("0::/system.slice/procmgr.service\n"))
                .contains(new HostEnd.Unit("procmgr.service", false));
        assertThat(HostEnd.Unit.of("0::/system.slice/procmgr.service/jobs\n"))
                .contains(new HostEnd.Unit("procmgr.service", false));
        assertThat(HostEnd.Unit.of("0::/user.slice/user-1000.slice/user@1000.service/app.slice/p.service\n"))
                .contains(new HostEnd.Unit("p.service", true));
        assertThat(HostEnd.Unit.of("2:cpu:/\n1:name=systemd:/system.slice/wildfly.service\n0::/\n"))
                .contains(new HostEnd.Unit("wildfly.service", false));
    }

    @Test
    void whoWasStartedByHandOrInAContainerIsInNoUnit() {
        assertThat(HostEnd.Unit.of("0::/user.slice/user-1000.slice/user@1000.service/app.slice/term.scope\n"))
                .isEmpty();
        assertThat(HostEnd.Unit.of("9:name=systemd:/init.scope\n0::/init.scope\n"))
                .isEmpty();
        assertThat(HostEnd.Unit.of("0::/../..\n")).isEmpty();
        assertThat(HostEnd.Unit.of("")).isEmpty();
    }
}
