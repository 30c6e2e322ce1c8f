package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;

/**
 * What a server has of its applications while none is deployed.
 *
 * @param children processes that descend from it
 * @param mbeans of procmgr and of Jolokia
 * @param ownThreads names of threads of procmgr and of what it brings along
 * @param threads how many there are in all
 * @param loaders how many class loaders of applications, and of the server's own modules if they are of the same class
 * @param sockets open descriptors that are sockets: ports and connections
 * @param descriptors what its open descriptors of all kinds are, without numbers, and how many of each
 * @param temporary files in the directory of temporary files
 */
record Footprint(
        List<String> children,
        Set<String> mbeans,
        Set<String> ownThreads,
        int threads,
        int loaders,
        int sockets,
        Map<String, Long> descriptors,
        Set<String> temporary) {
    static Footprint of(ServerJvm jvm, long pid, String loaderClass, Path temporary) throws IOException, JMException {
        List<String> threads = jvm.threads();
        Set<String> own = threads.stream()
                .filter(name -> name.matches("(?i).*(procmgr|jna|jolokia|process reaper).*"))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> descriptors = descriptors(pid);
        return new Footprint(
                ProcessHandle.of(pid)
                        .orElseThrow()
                        .descendants()
                        .map(ProcessHandle::toString)
                        .toList(),
                jvm.mbeans(),
                own,
                threads.size(),
                jvm.objects(loaderClass),
                (int) descriptors.stream()
                        .filter(target -> target.startsWith("socket:"))
                        .count(),
                descriptors.stream()
                        .collect(Collectors.groupingBy(
                                target -> target.replaceAll("[0-9]+", "#"), TreeMap::new, Collectors.counting())),
                files(temporary));
    }

    /**
     * All but the one unlinked file that the libffi in each loaded JNA keeps open until the JVM ends: nothing closes it when the
     * library is unloaded.
     */
    private static List<String> descriptors(long pid) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return links.map(Footprint::target)
                    .filter(target -> !target.matches(".*/ffi[^/]* \\(deleted\\)"))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed";
        }
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> !name.contains("hsperfdata"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Whether nothing that is procmgr's is there. */
    boolean isClean() {
        return children.isEmpty() && mbeans.isEmpty() && ownThreads.isEmpty();
    }

    /** Whether a number of redeployments since then left nothing: pools of the server's own may still grow a little. */
    boolean isNoMoreThan(Footprint before, int redeployments) {
        return isClean()
                && loaders <= before.loaders
                && before.temporary.containsAll(temporary)
                && threads - before.threads < redeployments
                && sockets - before.sockets < redeployments
                && count(descriptors) - count(before.descriptors) < redeployments;
    }

    private static long count(Map<String, Long> kinds) {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }
}
