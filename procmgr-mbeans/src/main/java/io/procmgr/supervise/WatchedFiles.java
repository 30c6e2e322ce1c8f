package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gate of {@code watch}: a job is not launched while one of its watched files is missing or cannot be read. Confined
 * to the event loop.
 */
final class WatchedFiles {
    private static final FileContent UNKNOWN = new FileContent("", "not looked at yet");

    private Map<Path, FileContent> contents = Map.of();

    /** Takes what was found; tells the files whose content is no longer what it was. */
    Map<Path, FileContent> found(Map<Path, FileContent> now) {
        Map<Path, FileContent> changed = new HashMap<>();
        now.forEach((file, content) -> {
            FileContent before = contents.get(file);
            if (before == null ? !content.isReadable() : !before.digest().equals(content.digest())) {
                changed.put(file, content);
            }
        });
        contents = Map.copyOf(now);
        return changed;
    }

    /** Whether one of the changed files belongs to the definition. */
    static boolean concerns(JobSpec spec, Map<Path, FileContent> changed) {
        List<Path> watched = spec.watch();
        return !changed.isEmpty() && watched.stream().anyMatch(changed::containsKey);
    }

    /** What the files of a definition hold, as one short text; empty if it watches none. */
    String contentFor(JobSpec spec) {
        if (spec.watch().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (Path file : spec.watch()) {
            text.append(contents.getOrDefault(file, UNKNOWN).digest()).append('\n');
        }
        return "-" + Integer.toHexString(text.toString().hashCode());
    }

    /** Why a job so defined is held; empty if it is not. */
    String closedFor(JobSpec spec) {
        for (Path file : spec.watch()) {
            FileContent content = contents.getOrDefault(file, UNKNOWN);
            if (!content.isReadable()) {
                return "waits for file " + file + ": " + content.problem();
            }
        }
        return "";
    }
}
