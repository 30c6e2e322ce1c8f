package io.procmgr.alert;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends mail by Jakarta Mail: the only class that knows it, loaded where a channel sends mail. */
final class MailTransport implements Transport {
    private final AlertChannel channel;
    private final Secrets secrets;
    private final OpenSockets sockets = new OpenSockets();

    MailTransport(AlertChannel channel) {
        this.channel = channel;
        this.secrets = new Secrets(channel);
    }

    @Override
    public void send(Digest digest) throws IOException {
        try {
            boolean own = channel.written(AlertKey.SESSION).isEmpty();
            send(own ? session() : serverSession(), own, digest);
        } catch (AuthenticationFailedException e) {
            throw new IOException("the mail server does not take user and password");
        } catch (MessagingException e) {
            throw new IOException(reason(e));
        }
    }

    private void send(Session session, boolean own, Digest digest) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session);
        if (channel.written(AlertKey.FROM).isPresent()) {
            message.setFrom(new InternetAddress(channel.text(AlertKey.FROM)));
        } else {
            message.setFrom();
        }
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(channel.text(AlertKey.TO)));
        message.setSubject(digest.subject(), "UTF-8");
        message.setSentDate(new Date());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(digest.text(), "UTF-8");
        message.saveChanges();
        Optional<String> password = secrets.find(AlertKey.PASSWORD_FILE, AlertKey.PASSWORD_ENV);
        if (own && password.isPresent()) {
            jakarta.mail.Transport.send(message, channel.text(AlertKey.USER), password.get());
        } else {
            jakarta.mail.Transport.send(message);
        }
    }

    private Session session() {
        String tls = channel.written(AlertKey.TLS).orElseGet(() -> isPlain() ? "off" : "starttls");
        String timeout = String.valueOf(channel.duration(AlertKey.TIMEOUT).toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", channel.text(AlertKey.HOST));
        properties.setProperty("mail.smtp.port", channel.text(AlertKey.PORT));
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls.equals("on")));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls.equals("starttls")));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls.equals("starttls")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty(
                "mail.smtp.auth", String.valueOf(channel.written(AlertKey.USER).isPresent()));
        properties.put("mail.smtp.socketFactory", sockets);
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        return Session.getInstance(properties);
    }

    @Override
    public void abort() {
        sockets.close();
    }

    /** A mail server of this host that asks for nothing. */
    private boolean isPlain() {
        return channel.written(AlertKey.USER).isEmpty()
                && channel.written(AlertKey.HOST).isEmpty();
    }

    private Session serverSession() throws IOException {
        String name = channel.text(AlertKey.SESSION);
        try {
            if (new InitialContext().lookup(name) instanceof Session session) {
                return session;
            }
            throw new IOException("what JNDI has there is no mail session (name=" + name + ")");
        } catch (NamingException e) {
            throw new IOException("there is no mail session (name=" + name + "): " + e.getMessage());
        }
    }

    /** The innermost reason says most. */
    private static String reason(MessagingException e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage());
    }
}
