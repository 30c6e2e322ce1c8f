package io.procmgr.os;

import io.procmgr.supervise.MarkedProcess;
import io.procmgr.supervise.ProcessFinder;
import io.procmgr.supervise.ProcessIdentity;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads run marks from {@code /proc/PID/environ}, which shows the environment that a program was begun with. May wait for a
 * process that is stuck in the kernel: not for the event loop.
 */
final class RunMarks implements ProcessFinder {
    private static final String BEGINNING = MARK + "=";

    private final ProcScan processes;

    RunMarks(ProcScan processes) {
        this.processes = processes;
    }

    @Override
    public List<MarkedProcess> find(String stateId) {
        List<MarkedProcess> found = new ArrayList<>();
        long own = Privileges.read().uid();
        for (ProcEntry entry : processes.scan().living()) {
            Optional<String> mark = of(entry);
            if (mark.isPresent() && mark.get().startsWith(stateId + "/")) {
                boolean ofSameUser = Privileges.of(entry.pid()).uid() == own;
                found.add(new MarkedProcess(mark.get(), entry.identity(), entry.session(), ofSameUser));
            }
        }
        return found;
    }

    @Override
    public boolean lives(ProcessIdentity process) {
        return processes.process(process).filter(ProcEntry::alive).isPresent();
    }

    /** The mark of that process; empty if it has none, is gone, or may not be looked into. */
    Optional<String> of(ProcEntry entry) {
        Optional<String> mark = read(entry.pid());
        // the number may have become somebody else's before it was opened
        return mark.filter(text -> processes.process(entry.identity()).isPresent());
    }

    private static Optional<String> read(long pid) {
        try (FileInputStream file = new FileInputStream(new File("/proc/" + pid + "/environ"))) {
            return parse(file.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> parse(byte[] environment) {
        String text = new String(environment, StandardCharsets.UTF_8);
        int at = text.startsWith(BEGINNING) ? 0 : text.indexOf("\0" + BEGINNING) + 1;
        if (at == 0 && !text.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        int end = text.indexOf('\0', at);
        return Optional.of(text.substring(at + BEGINNING.length(), end < 0 ? text.length() : end));
    }
}
