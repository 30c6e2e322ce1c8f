package io.procmgr.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds out about the processes that pid files name. May wait for a file system or for a stuck process. */
final class Claims {
    private final ProcScan processes;
    private final RunMarks marks;

    Claims(ProcScan processes) {
        this.processes = processes;
        this.marks = new RunMarks(processes);
    }

    Claim of(PidFile file) {
        Set<Long> ancestors = ancestors();
        boolean above = ancestors.contains(file.pid());
        Optional<ProcEntry> entry = processes.process(file.pid()).filter(ProcEntry::alive);
        if (above || entry.isEmpty()) {
            return new Claim(file, above, entry, OptionalLong.empty(), Optional.empty(), false, 0);
        }
        ProcEntry process = entry.get();
        boolean leaderless = process.session() == process.pid()
                || processes.process(process.session()).filter(ProcEntry::alive).isEmpty();
        return new Claim(
                file,
                false,
                entry,
                user(process.pid()),
                marks.of(process),
                leaderless && ancestors.contains(process.parent()),
                System.currentTimeMillis() - processes.ageMillis(process.identity()));
    }

    /** The supervisor, who made it, and so on: those who take in orphans of ours are among them. None is anybody's daemon. */
    private Set<Long> ancestors() {
        Set<Long> ancestors = new HashSet<>();
        ancestors.add(1L);
        Optional<ProcEntry> at = processes.self();
        while (at.isPresent() && ancestors.add(at.get().pid())) {
            at = processes.process(at.get().parent());
        }
        return ancestors;
    }

    private static OptionalLong user(long pid) {
        try {
            long uid = Privileges.parse(
                            Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1))
                    .uid();
            return uid < 0 ? OptionalLong.empty() : OptionalLong.of(uid);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
