package io.procmgr.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we believe of the kernel and the C library is what their headers say to a C compiler. Needs gcc. */
class HeadersTest {
    private static final String HEADERS = """
            #define _GNU_SOURCE
            #include <stddef.h>
            #include <stdio.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <signal.h>
            #include <spawn.h>
            #include <sys/epoll.h>
            #include <sys/inotify.h>
            #include <sys/prctl.h>
            #include <sys/resource.h>
            #include <netinet/in.h>
            #include <sys/socket.h>
            #include <sys/stat.h>
            #include <sys/un.h>
            #include <sys/syscall.h>
            #include <sys/vfs.h>
            #include <sys/wait.h>
            #include <sys/ioctl.h>
            #include <stdint.h>
            /* of linux/pidfd.h, which is older than this on most systems */
            struct procmgr_pidfd_info {
                uint64_t mask, cgroupid;
                uint32_t pid, tgid, ppid, ruid, rgid, euid, egid, suid, sgid, fsuid, fsgid;
                int32_t exit_code;
            };
            #ifndef PIDFD_GET_INFO
            #define PIDFD_GET_INFO _IOWR(0xFF, 11, struct procmgr_pidfd_info)
            #endif
            #ifndef PIDFD_INFO_EXIT
            #define PIDFD_INFO_EXIT (1UL << 3)
            #endif
            """;

    @TempDir
    Path directory;

    @Test
    void constantsAreThoseOfTheHeaders() throws Exception {
        Map<String, Long> ours = new LinkedHashMap<>();
        for (Field field : Constants.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                ours.put(field.getName(), (long) field.getInt(null));
            }
        }
        for (Errno error : Errno.values()) {
            ours.put(error.name(), (long) error.number());
        }

        assertThat(ours).isEqualTo(told(ours)).hasSizeGreaterThan(40);
    }

    @Test
    void tableOfThisArchitectureIsThatOfTheHeaders() throws Exception {
        Architecture architecture = Linux.architecture();
        Map<String, Long> ours = new LinkedHashMap<>();
        ours.put("sizeof(struct epoll_event)", (long) architecture.epollEventBytes);
        ours.put("offsetof(struct epoll_event, data)", (long) architecture.epollDataOffset);
        ours.put("SYS_setgroups", architecture.setgroups);
        ours.put("SYS_statx", architecture.statx);
        ours.put("O_DIRECTORY", (long) architecture.directory);
        ours.put("O_NOFOLLOW", (long) architecture.noFollow);
        ours.put("offsetof(struct statx, stx_mode)", (long) Descriptors.MODE_OFFSET);
        ours.put("sizeof(struct statx)", (long) Descriptors.STATX_BYTES);
        ours.put("sizeof(struct procmgr_pidfd_info)", (long) ExitInfo.BYTES);
        ours.put("offsetof(struct procmgr_pidfd_info, exit_code)", (long) ExitInfo.EXIT_CODE_OFFSET);
        ours.put("sizeof(struct sockaddr_in)", (long) Sockets.IPV4_BYTES);
        ours.put("sizeof(struct sockaddr_in6)", (long) Sockets.IPV6_BYTES);
        ours.put("offsetof(struct sockaddr_in6, sin6_addr)", (long) Sockets.IPV6_ADDRESS);
        ours.put("sizeof(struct sockaddr_un)", (long) Sockets.LOCAL_BYTES);
        ours.put("offsetof(struct sockaddr_un, sun_path)", (long) Sockets.LOCAL_PATH);
        ours.put("SOCK_CLOEXEC", (long) Constants.O_CLOEXEC);
        ours.put("SOCK_NONBLOCK", (long) Constants.O_NONBLOCK);
        ours.put("offsetof(struct statfs, f_bsize)", (long) FileHead.BLOCK_SIZE_OFFSET);
        ours.put("sizeof(struct statfs)", (long) FileHead.STATFS_BYTES);
        ours.put("offsetof(struct inotify_event, name)", (long) Inotify.NAME);

        assertThat(ours).isEqualTo(told(ours));
    }

    @Test
    void opaqueStructsFit() throws Exception {
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("sizeof(posix_spawnattr_t)", 0L);
        sizes.put("sizeof(posix_spawn_file_actions_t)", 0L);
        sizes.put("sizeof(sigset_t)", 0L);
        sizes.put("sizeof(struct sigaction)", 0L);

        assertThat(told(sizes).values()).allMatch(size -> size > 0 && size <= Calls.OPAQUE_BYTES);
    }

    /** The values of these expressions in C. */
    private Map<String, Long> told(Map<String, Long> expressions) throws IOException, InterruptedException {
        assumeTrue(new ProcessBuilder("sh", "-c", "command -v gcc").start().waitFor() == 0, "needs gcc");
        StringBuilder program = new StringBuilder(HEADERS).append("int main() {\n");
        for (String expression : expressions.keySet()) {
            // as an int, which ours are: EPOLLET is the highest bit
            program.append("printf(\"%d\\n\", (int) (").append(expression).append("));\n");
        }
        Path source = Files.writeString(directory.resolve("headers.c"), program.append("}\n"));
        Path binary = directory.resolve("headers");
        assertThat(run("gcc", "-o", binary.toString(), source.toString())).isEmpty();
        String[] values = run(binary.toString()).split("\n");
        Map<String, Long> told = new LinkedHashMap<>();
        int line = 0;
        for (String expression : expressions.keySet()) {
            told.put(expression, Long.parseLong(values[line++]));
        }
        return told;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
