package io.procmgr.alert;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import io.procmgr.os.ShortCommand;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Runs a program that the definitions name; what happened is in its environment, never in its arguments or a shell. */
final class CommandTransport implements Transport {
    private final AlertChannel channel;

    CommandTransport(AlertChannel channel) {
        this.channel = channel;
    }

    @Override
    public void send(Digest digest) throws IOException {
        Alert last = digest.alerts().get(digest.alerts().size() - 1);
        Map<String, String> facts = new HashMap<>();
        facts.put("PROCMGR_ALERT_CHANNEL", digest.channel());
        facts.put("PROCMGR_ALERT_HOST", digest.host());
        facts.put("PROCMGR_ALERT_APP", digest.app());
        facts.put("PROCMGR_ALERT_SUBJECT", digest.subject());
        facts.put("PROCMGR_ALERT_TEXT", digest.text());
        facts.put("PROCMGR_ALERT_COUNT", String.valueOf(digest.alerts().size() + digest.omitted()));
        facts.put("PROCMGR_ALERT_JOB", last.job());
        facts.put("PROCMGR_ALERT_TRIGGER", last.trigger());
        facts.put("PROCMGR_ALERT_TIME", Digest.time(last));
        ShortCommand.run(channel.command(), facts, channel.duration(AlertKey.TIMEOUT));
    }
}
