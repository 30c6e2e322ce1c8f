package io.procmgr.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import io.procmgr.job.Origin;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails as a server gets them. */
class MailTransportTest {
    private static final String HOSTILE = "web\r\nBcc: evil@example.com\r\n\r\n<b>hi</b>\u202e";

    private static Session session;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<AlertKey, String> values = new EnumMap<>(AlertKey.class);

    /** JNDI with a mail session in it, as a server has it. */
    public static final class OneSession implements InitialContextFactory {
        public OneSession() {}

        @Override
        public Context getInitialContext(java.util.Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    if (!name.equals("java:global/mail")) {
                        throw new NamingException("nothing is bound to " + name);
                    }
                    return session;
                }
            };
        }
    }

    @BeforeEach
    void serve() {
        server.start();
        values.put(AlertKey.TO, "ops@example.com");
    }

    @AfterEach
    void close() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        server.stop();
    }

    private void send() throws IOException {
        AlertChannel channel =
                new AlertChannel("mail", AlertChannel.Type.SMTP, values, List.of(), new Origin("jobs.properties", 1));
        Alert alert = new Alert(0, HOSTILE, "exit", HOSTILE);
        Transport.of(channel).send(new Digest("mail", "host", "", List.of(alert), 0));
    }

    private void direct() {
        values.put(AlertKey.HOST, "127.0.0.1");
        values.put(AlertKey.PORT, String.valueOf(server.getSmtp().getPort()));
        values.put(AlertKey.FROM, "procmgr@example.com");
    }

    @Test
    void nothingThatAJobIsCalledOrSaysGetsIntoTheHead() throws Exception {
        direct();
        values.put(AlertKey.TLS, "off");

        send();

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(Collections.list(message.getAllHeaderLines())).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(message.getSubject()).isEqualTo("[procmgr host] webBcc: evil@example.com<b>hi</b> exit");
        assertThat(message.getContentType()).startsWith("text/plain");
    }

    @Test
    void aServerWithoutTlsGetsNothingUnlessThatIsSaid() {
        direct();

        assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasMessageContaining("STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void theMailSessionOfAServerIsUsedByItsName() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
        properties.setProperty("mail.from", "server@example.com");
        session = Session.getInstance(properties);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, OneSession.class.getName());
        values.put(AlertKey.SESSION, "java:global/mail");

        send();

        assertThat(server.getReceivedMessages()[0].getFrom()[0]).hasToString("server@example.com");
        values.put(AlertKey.SESSION, "java:global/other");
        assertThatThrownBy(this::send).hasMessageContaining("java:global/other");
    }
}
