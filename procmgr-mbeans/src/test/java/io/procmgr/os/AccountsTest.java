package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private final Accounts system = new Accounts(Tools.ofSystem());

    @Test
    void systemIsAskedByNameAndByNumber() throws InterruptedException {
        assertThat(system.user("root")).contains(system.user("0").orElseThrow());
        assertThat(system.user("root").orElseThrow().uid()).isZero();
        assertThat(system.group("root")).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void nobodyHasANameThatIsNone() throws InterruptedException {
        assertThat(system.user("")).isEmpty();
        assertThat(system.user("root:x")).isEmpty();
        assertThat(system.user("--help")).isEmpty();
        assertThat(system.user("no-such-user")).isEmpty();
        assertThat(system.group("no-such-group")).isEmpty();
    }

    @Test
    void plainFilesWillDo(@TempDir Path directory) throws IOException, InterruptedException {
        Path passwd = Files.writeString(
                directory.resolve("passwd"), "root:x:0:0:root:/root:/bin/bash\n7:x:8:9::/home/seven:\nx:x:7:1::/:\n");
        Path group = Files.writeString(directory.resolve("group"), "wheel:x:10:root\n");
        Accounts accounts = new Accounts(new Tools(List.of()), passwd, group);

        assertThat(accounts.user("root")).contains(new Account("root", 0, 0, "/root", "/bin/bash"));
        assertThat(accounts.user("7")).contains(new Account("7", 8, 9, "/home/seven", ""));
        assertThat(accounts.user("9")).isEmpty();
        assertThat(accounts.group("wheel")).isEqualTo(OptionalLong.of(10));
        assertThat(accounts.group("4711")).isEqualTo(OptionalLong.of(4711));
    }

    @Test
    void idsAreThoseTheKernelTakes() {
        assertThat(Accounts.id("4294967294")).isEqualTo(OptionalLong.of(4294967294L));
        assertThat(Accounts.id("4294967295")).isEmpty();
        assertThat(Accounts.id("-1")).isEmpty();
        assertThat(Accounts.id("1x")).isEmpty();
    }

    @Test
    void rightsAreReadFromTheStatusOfTheProcess() {
        List<String> status = List.of("Name:\tjava", "Uid:\t1000\t1001\t1000\t1000", "Gid:\t5\t6\t5\t5");

        assertThat(Privileges.parse(status)).isEqualTo(new Privileges(1001, 6, 0));
        assertThat(new Privileges(1001, 6, 0).maySwitchUser()).isFalse();
        assertThat(Privileges.parse(List.of("CapEff:\tffffffffffffffff")).maySwitchUser())
                .isTrue();
        assertThat(Privileges.parse(List.of("CapEff:\t0000000000000040")).maySwitchUser())
                .isFalse();
    }
}
