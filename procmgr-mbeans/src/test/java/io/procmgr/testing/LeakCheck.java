package io.procmgr.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves behind a process, an engine thread or an MBean: whatever is there one second after the test
 * and was not there before. A process is ours if it descends from this JVM or carries a variable {@code PROCMGR_…}; those
 * left are killed, so that one leak fails one test. Not for tests that run in parallel in one JVM.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(LeakCheck.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(STORE).put("before", all());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Set<?> before = context.getStore(STORE).get("before", Set.class);
        try {
            await().atMost(GRACE).pollInterval(Duration.ofMillis(5)).until(() -> left(before)
                    .isEmpty());
        } catch (ConditionTimeoutException e) {
            Set<String> left = left(before);
            Set<Long> leftPids = marked().collect(Collectors.toSet());
            leftPids.removeIf(pid -> !left.contains(process(pid)));
            leftPids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            throw new AssertionError("the test left behind: " + left, e);
        }
    }

    private static Set<String> left(Set<?> before) {
        Set<String> left = all();
        left.removeAll(before);
        return left;
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        marked().forEach(pid -> all.add(process(pid)));
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("procmgr-"))
                .forEach(name -> all.add("thread " + name));
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("procmgr*:*"), null)
                    .forEach(name -> all.add("MBean " + name));
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    private static String process(long pid) {
        return "pid " + pid;
    }

    private static Stream<Long> marked() {
        return Stream.concat(
                        ProcessHandle.current().descendants(),
                        ProcessHandle.allProcesses().filter(LeakCheck::carriesMark))
                .map(ProcessHandle::pid)
                .filter(LeakCheck::isNoZombie);
    }

    private static boolean carriesMark(ProcessHandle process) {
        if (process.pid() == ProcessHandle.current().pid()) {
            return false;
        }
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1)).contains("\0PROCMGR_");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNoZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }
}
