package io.procmgr.job;

import java.util.Map;
import java.util.Objects;

/**
 * How the files of a definition look that belong to it beyond what they say, by name: a new look of one is a change. One
 * that appears or vanishes is none: what it says makes the difference then.
 *
 * @param byName a short text for each that there is
 * @param lasting the same of those that there always are, for a comparison with a definition of another day
 */
public record FileStamps(Map<String, String> byName, String lasting) {
    public static final FileStamps NONE = new FileStamps(Map.of(), "");

    public FileStamps {
        Objects.requireNonNull(lasting, "lasting");
        byName = Map.copyOf(byName);
    }

    /** Whether a file that there was before looks different now. */
    public boolean changedSince(FileStamps before) {
        if (byName.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, String> stamp : byName.entrySet()) {
            String was = before.byName.get(stamp.getKey());
            if (was != null && !was.equals(stamp.getValue())) {
                return true;
            }
        }
        return false;
    }
}
