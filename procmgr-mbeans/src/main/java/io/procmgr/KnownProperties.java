package io.procmgr;

import java.util.List;

/** Properties that begin with {@code procmgr.} and are read by others than {@link SettingValues}. */
final class KnownProperties {
    private static final String PREFIX = "procmgr.";

    static final List<String> PREFIXES_OF_JOBS = List.of("procmgr.jobs.", "procmgr.defaults.", "procmgr.alerts.");

    /** Read by the engine and the launcher, written by {@link StateDirectory}, or of our own tests. */
    private static final List<String> OURS = List.of(
            "procmgr.engine",
            "procmgr.open-files",
            "procmgr.daemon.ready",
            "procmgr.seed",
            "procmgr.soak.minutes",
            "procmgr.lock.",
            "procmgr.test");

    private KnownProperties() {}

    static boolean isKnown(String key) {
        return !key.startsWith(PREFIX) || begins(key, PREFIXES_OF_JOBS) || begins(key, OURS);
    }

    /** Whether it begins with {@code procmgr.} and says nothing of jobs and settings. */
    static boolean isOurs(String key) {
        return begins(key, OURS);
    }

    private static boolean begins(String key, List<String> prefixes) {
        for (String prefix : prefixes) {
            boolean open = prefix.endsWith(".") || prefix.equals("procmgr.test");
            if (open ? key.startsWith(prefix) : key.equals(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** {@code procmgr.job.} of {@code procmgr.job.mail.nice}. */
    static String firstTwo(String key) {
        int dot = key.indexOf('.', PREFIX.length());
        return dot < 0 ? key : key.substring(0, dot + 1);
    }
}
