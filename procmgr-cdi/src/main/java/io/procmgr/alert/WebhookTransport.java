package io.procmgr.alert;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import io.procmgr.job.LoopbackHost;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Posts to an address. By {@link HttpURLConnection}: {@code java.net.http} keeps threads that nobody can end in Java 17. A
 * redirection is not followed: it would take the secret to who knows where.
 */
final class WebhookTransport implements Transport {
    private final AlertChannel channel;
    private final Secrets secrets;
    private volatile Optional<HttpURLConnection> open = Optional.empty();

    WebhookTransport(AlertChannel channel) {
        this.channel = channel;
        this.secrets = new Secrets(channel);
    }

    @Override
    public void send(Digest digest) throws IOException {
        String template = channel.text(AlertKey.TEMPLATE);
        boolean form = template.equals("mailgun");
        String body =
                switch (template) {
                    case "slack" -> WebhookBody.slack(digest);
                    case "discord" -> WebhookBody.discord(digest);
                    case "mailgun" ->
                        WebhookBody.mailgun(digest, channel.text(AlertKey.FROM), channel.text(AlertKey.TO));
                    default -> WebhookBody.json(digest);
                };
        Optional<String> password = secrets.find(AlertKey.PASSWORD_FILE, AlertKey.PASSWORD_ENV);
        URL address = address();
        if (password.isPresent() && !address.getProtocol().equals("https") && !isHere(address.getHost())) {
            throw new IOException("a password goes to another host by https only");
        }
        HttpURLConnection connection = (HttpURLConnection) address.openConnection();
        int timeout = Math.toIntExact(channel.duration(AlertKey.TIMEOUT).toMillis());
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("User-Agent", "procmgr");
        connection.setRequestProperty(
                "Content-Type", form ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8");
        password.ifPresent(secret -> connection.setRequestProperty("Authorization", authorization(form, secret)));
        post(connection, body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isHere(String host) {
        return LoopbackHost.is(host.equals("[::1]") ? "::1" : host);
    }

    private static String authorization(boolean form, String secret) {
        byte[] pair = ("api:" + secret).getBytes(StandardCharsets.UTF_8);
        return form ? "Basic " + Base64.getEncoder().encodeToString(pair) : "Bearer " + secret;
    }

    /** A read from a socket heeds no interrupt; it ends when the socket is closed. */
    @Override
    public void abort() {
        open.ifPresent(HttpURLConnection::disconnect);
    }

    private void post(HttpURLConnection connection, byte[] body) throws IOException {
        open = Optional.of(connection);
        try {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status < 200 || status > 299) {
                throw new IOException("the server answered " + status);
            }
        } finally {
            open = Optional.empty();
            connection.disconnect();
        }
    }

    private URL address() throws IOException {
        Optional<String> secret = secrets.find(AlertKey.URL_FILE, AlertKey.URL_ENV);
        try {
            URI uri = new URI(secret.orElseGet(() -> channel.text(AlertKey.URL)));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri.toURL();
            }
        } catch (URISyntaxException e) {
            // its message would tell the address
        }
        throw new IOException("what is there is no http or https address");
    }
}
