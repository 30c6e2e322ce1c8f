package io.procmgr.alert;

import io.procmgr.job.AlertChannel;
import java.io.IOException;

/** Sends one message. Nothing of a secret is in what it throws. */
interface Transport {
    /** Sends it, within a few times the channel's time-out. */
    void send(Digest digest) throws IOException;

    /** Has a message that is on its way fail soon; called by another thread. */
    default void abort() {}

    /** That of a channel. Secrets are looked up with each message, so that they can be changed. */
    static Transport of(AlertChannel channel) {
        return switch (channel.type()) {
            case SMTP -> new MailTransport(channel);
            case WEBHOOK -> new WebhookTransport(channel);
            case COMMAND -> new CommandTransport(channel);
        };
    }
}
