package io.procmgr.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves behind a process, an engine thread or an MBean: whatever is there ten seconds after the test
 * and was not there before. A process is ours if it descends from this JVM, or carries the variable {@code LEAK_CHECK_MARK}
 * that the build gives to this JVM and to no other, so that an orphan is seen, too, and no stranger's process is touched.
 * Those left are killed, so that one leak fails one test. Not for tests that run in parallel in one JVM.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(LeakCheck.class);
    private static final String MARK = System.getenv("LEAK_CHECK_MARK");
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public void beforeEach(ExtensionContext context) {
        Set<Long> pids = ProcessHandle.allProcesses().map(ProcessHandle::pid).collect(Collectors.toSet());
        context.getStore(STORE).put("before", new Before(pids, named()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Before before = context.getStore(STORE).get("before", Before.class);
        try {
            Awaitility.await()
                    .atMost(GRACE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> left(before).isEmpty() && processes(before).isEmpty());
        } catch (ConditionTimeoutException e) {
            List<ProcessHandle> processes = processes(before);
            Set<String> left = left(before);
            processes.forEach(process -> left.add("pid " + process.pid() + " " + process.info()));
            processes.forEach(ProcessHandle::destroyForcibly);
            if (!left.isEmpty()) {
                throw new AssertionError("the test left behind: " + left, e);
            }
        }
    }

    private static Set<String> left(Before before) {
        Set<String> left = named();
        left.removeAll(before.named());
        return left;
    }

    /** Threads and MBeans. */
    private static Set<String> named() {
        Set<String> all = new TreeSet<>();
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

    private static List<ProcessHandle> processes(Before before) {
        return ProcessHandle.allProcesses()
                .filter(process -> !before.pids().contains(process.pid()))
                .filter(LeakCheck::isNoZombie)
                .filter(process -> isDescendant(process) || carriesMark(process))
                .toList();
    }

    private static boolean isDescendant(ProcessHandle process) {
        return ancestors(process).anyMatch(ProcessHandle.current()::equals);
    }

    private static Stream<ProcessHandle> ancestors(ProcessHandle process) {
        return Stream.iterate(process.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream);
    }

    /** Whether it, or its parent before it, was started by this JVM, whoever is its parent by now. */
    private static boolean carriesMark(ProcessHandle process) {
        if (MARK == null || process.equals(ProcessHandle.current())) {
            return false;
        }
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
            return ("\0" + new String(environment, StandardCharsets.UTF_8))
                    .contains("\0LEAK_CHECK_MARK=" + MARK + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNoZombie(ProcessHandle process) {
        try {
            Path file = Path.of("/proc/" + process.pid() + "/stat");
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    private record Before(Set<Long> pids, Set<String> named) {}
}
