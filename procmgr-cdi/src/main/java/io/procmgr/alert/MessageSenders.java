package io.procmgr.alert;

import io.procmgr.AlertSender;
import io.procmgr.AlertSenders;
import io.procmgr.job.AlertChannel;
import io.procmgr.job.Problem;
import io.procmgr.os.HostName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes senders: the service. */
public final class MessageSenders implements AlertSenders {
    public MessageSenders() {}

    @Override
    public List<Problem> problems(List<AlertChannel> channels) {
        List<Problem> problems = new ArrayList<>();
        for (AlertChannel channel : channels) {
            if (channel.type() == AlertChannel.Type.SMTP && !hasMail()) {
                String message =
                        "cannot be had: Jakarta Mail is not there; a server with the full or web profile has it";
                String key = "procmgr.alerts." + channel.name() + ".type";
                problems.add(Problem.error(channel.origin(), "", key, message));
            }
        }
        return problems;
    }

    private static boolean hasMail() {
        try {
            Class.forName("jakarta.mail.Session", false, MessageSenders.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public AlertSender open(Path stateDirectory, String app) {
        return new MessageSender(new KeptAlerts(stateDirectory.resolve("alerts")), new HostName().get(), app);
    }
}
