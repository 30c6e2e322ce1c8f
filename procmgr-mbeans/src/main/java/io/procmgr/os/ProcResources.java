package io.procmgr.os;

import io.procmgr.supervise.ResourceReader;
import io.procmgr.supervise.ResourceUsage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** What processes use, read from {@code /proc} by whoever asks, at most once a second. Safe for use by several threads. */
public final class ProcResources implements ResourceReader {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long USUAL_PAGE = 4096;
    private static final long USUAL_TICKS = 100;
    private static final int UNKNOWN = -1;

    private final Tools tools;
    private final ProcScan processes;
    private final LongSupplier nanoTime;
    private final Map<Long, ResourceUsage> served = new HashMap<>();
    private long pageBytes;
    private long ticksPerSecond;
    private Sample before = new Sample(0, new ProcTable(List.of()));
    private Sample last = before;

    public ProcResources() {
        this(Tools.ofSystem(), new ProcScan(), System::nanoTime);
    }

    ProcResources(Tools tools, ProcScan processes, LongSupplier nanoTime) {
        this.tools = tools;
        this.processes = processes;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized ResourceUsage usage(long pid) {
        if (last == before || nanoTime.getAsLong() - last.nanos() >= FRESH_NANOS) {
            scan();
        }
        return served.computeIfAbsent(pid, this::measure);
    }

    private void scan() {
        if (pageBytes == 0) {
            pageBytes = constant("PAGESIZE", USUAL_PAGE);
            ticksPerSecond = constant("CLK_TCK", USUAL_TICKS);
        }
        boolean first = last == before;
        Sample now = new Sample(nanoTime.getAsLong(), processes.scan());
        before = first ? new Sample(now.nanos(), new ProcTable(List.of())) : last;
        last = now;
        served.clear();
    }

    private ResourceUsage measure(long pid) {
        List<ProcEntry> members = members(pid);
        if (members.isEmpty()) {
            return ResourceUsage.UNKNOWN;
        }
        long ticks = 0;
        long newTicks = 0;
        long pages = 0;
        int threads = 0;
        for (ProcEntry member : members) {
            ticks += member.cpuTicks();
            newTicks += member.cpuTicks() - ticksBefore(member);
            pages += member.residentPages();
            threads += member.threads();
        }
        double seconds = (last.nanos() - before.nanos()) / 1e9;
        return new ResourceUsage(
                members.size(),
                ticks * 1000 / ticksPerSecond,
                seconds > 0 ? 100.0 * newTicks / ticksPerSecond / seconds : UNKNOWN,
                pages * pageBytes,
                descriptors(members),
                threads);
    }

    /** Where there are no sessions of our own making, the process alone. */
    private List<ProcEntry> members(long pid) {
        List<ProcEntry> session = last.table().session(pid);
        return session.isEmpty()
                ? last.table()
                        .process(pid)
                        .filter(ProcEntry::alive)
                        .map(List::of)
                        .orElse(List.of())
                : session;
    }

    private long ticksBefore(ProcEntry member) {
        return before.table()
                .process(member.pid())
                .filter(then -> then.startTicks() == member.startTicks())
                .map(ProcEntry::cpuTicks)
                .orElse(0L);
    }

    private long descriptors(List<ProcEntry> members) {
        long all = UNKNOWN;
        for (ProcEntry member : members) {
            OptionalInt open = processes.openDescriptors(member.pid());
            if (open.isPresent()) {
                all = Math.max(all, 0) + open.getAsInt();
            }
        }
        return all;
    }

    private long constant(String name, long usual) {
        try {
            Optional<String> answer = tools.ask("getconf", name).map(String::strip);
            return answer.filter(text -> text.matches("[1-9][0-9]{0,8}"))
                    .map(Long::valueOf)
                    .orElse(usual);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return usual;
        }
    }

    private record Sample(long nanos, ProcTable table) {}
}
