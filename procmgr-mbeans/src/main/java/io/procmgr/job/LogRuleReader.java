package io.procmgr.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What becomes of what a job's streams have written. */
final class LogRuleReader {
    private static final Set<JobKey> ROTATION_KEYS =
            EnumSet.of(JobKey.LOG_MAX_SIZE, JobKey.LOG_MAX_AGE, JobKey.LOG_KEEP, JobKey.LOG_COMPRESS);
    private static final Set<JobKey> KEYS = EnumSet.of(JobKey.LOG_ROTATE, JobKey.LOG_RELAY);

    static {
        KEYS.addAll(ROTATION_KEYS);
    }

    private final WrittenValues values;

    LogRuleReader(WrittenValues values) {
        this.values = values;
    }

    /**
     * Reads it.
     *
     * @param output empty if it could not be read
     * @param reloads whether there is a signal that makes the process open its files anew
     */
    LogRule read(Optional<OutputRule> output, boolean reloads) {
        LogRule usual = values.pmtr() ? LogRule.PMTR : LogRule.PROCMGR;
        if (values.hasNone(KEYS)) {
            return usual;
        }
        Optional<LogRotation> rotate = values.get(JobKey.LOG_ROTATE, LogRotation.class);
        LogRule rule = new LogRule(
                rotate,
                values.get(JobKey.LOG_MAX_SIZE, Long.class, usual.maxSize()),
                values.get(JobKey.LOG_MAX_AGE, Duration.class),
                values.get(JobKey.LOG_KEEP, Integer.class, usual.keep()),
                values.get(JobKey.LOG_COMPRESS, Boolean.class, usual.compress()),
                values.get(JobKey.LOG_RELAY, Boolean.class),
                usual.dialect());
        if (rotate.isPresent() && rotate.get() == LogRotation.REOPEN && !reloads) {
            values.error(
                    JobKey.LOG_ROTATE,
                    "must come with reload.signal, which makes the process open its log anew (value=reopen)");
        }
        if (output.isPresent()) {
            refuseWithoutEffect(rule, output.get());
        }
        return rule;
    }

    private void refuseWithoutEffect(LogRule rule, OutputRule output) {
        boolean noFile = !output.out().isFile() && !output.error().isFile();
        boolean off =
                rule.rotation(output.out()) == LogRotation.OFF && rule.rotation(output.error()) == LogRotation.OFF;
        for (JobKey key : KEYS) {
            if (noFile) {
                values.refuse(key, true, "without a log file");
            } else if (ROTATION_KEYS.contains(key)) {
                values.refuse(key, off, "on a log that is not rotated");
            }
        }
    }
}
