package io.procmgr.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Who is told of what becomes of a job.
 *
 * @param channel name of an alert channel
 * @param trigger what it is told of
 */
public record AlertRule(String channel, AlertTrigger trigger) {
    private static final List<AlertTrigger> USUAL =
            List.of(AlertTrigger.FAILED, AlertTrigger.BACK_OFF, AlertTrigger.RECOVERED);

    public AlertRule {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(trigger, "trigger");
    }

    /** Reads {@code channel:trigger}; a channel alone is told of failed, back-off and recovered. */
    static List<AlertRule> parse(String word) throws BadValue {
        int colon = word.indexOf(':');
        String channel = colon < 0 ? word : word.substring(0, colon);
        if (!AlertChannel.isName(channel)) {
            throw new BadValue("must be channel or channel:trigger; " + AlertChannel.NAMES);
        }
        List<AlertRule> rules = new ArrayList<>();
        if (colon < 0) {
            USUAL.forEach(trigger -> rules.add(new AlertRule(channel, trigger)));
            return rules;
        }
        AlertTrigger trigger = AlertTrigger.parse(word.substring(colon + 1)).orElse(null);
        if (trigger == null) {
            throw new BadValue("must have one of exit, failed, back-off, recovered, stderr behind the colon");
        }
        rules.add(new AlertRule(channel, trigger));
        return rules;
    }

    /** As it can be written. */
    @Override
    public String toString() {
        return channel + ":" + trigger.word();
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return other instanceof AlertRule rule && channel.equals(rule.channel) && trigger == rule.trigger;
    }

    @Override
    public int hashCode() {
        return 31 * channel.hashCode() + trigger.hashCode();
    }
}
