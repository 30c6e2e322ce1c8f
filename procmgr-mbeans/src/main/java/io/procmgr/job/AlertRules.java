package io.procmgr.job;

import java.util.List;
import java.util.Objects;

/**
 * Who is told of what becomes of a job.
 *
 * @param rules in the order in which they are written
 * @param stderrTexts a line of standard error is told only if it has one of them; each line, if there are none
 */
public record AlertRules(List<AlertRule> rules, List<String> stderrTexts) {
    /** Nobody is told. */
    public static final AlertRules NONE = new AlertRules(List.of(), List.of());

    public AlertRules {
        rules = List.copyOf(rules);
        stderrTexts = List.copyOf(stderrTexts);
    }

    /** Whether anybody is told of that. */
    public boolean tell(AlertTrigger trigger) {
        for (AlertRule rule : rules) {
            if (rule.trigger() == trigger) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line of standard error is one to be told. */
    public boolean tellLine(String line) {
        for (String text : stderrTexts) {
            if (line.contains(text)) {
                return true;
            }
        }
        return stderrTexts.isEmpty();
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof AlertRules alerts
                        && rules.equals(alerts.rules)
                        && stderrTexts.equals(alerts.stderrTexts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rules, stderrTexts);
    }
}
