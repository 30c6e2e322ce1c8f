package io.procmgr.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** What is posted, in each of the forms. */
final class WebhookBody {
    /** What Discord takes. */
    private static final int LONGEST_CONTENT = 1_900;

    private WebhookBody() {}

    /** All facts. */
    static String json(Digest digest) {
        StringJoiner alerts = new StringJoiner(",", "[", "]");
        for (Alert alert : digest.alerts()) {
            alerts.add("{\"time\":" + quoted(Digest.time(alert)) + ",\"job\":" + quoted(alert.job()) + ",\"trigger\":"
                    + quoted(alert.trigger()) + ",\"text\":" + quoted(alert.text()) + "}");
        }
        return "{\"channel\":" + quoted(digest.channel()) + ",\"host\":" + quoted(digest.host()) + ",\"app\":"
                + quoted(digest.app()) + ",\"subject\":" + quoted(digest.subject()) + ",\"omitted\":"
                + digest.omitted() + ",\"alerts\":" + alerts + "}";
    }

    /** {@code &}, {@code <} and {@code >} begin links and mentions there. */
    static String slack(Digest digest) {
        String text = digest.subject() + "\n" + digest.text();
        return "{\"text\":"
                + quoted(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) + "}";
    }

    /** Nobody is called by what a job is named. */
    static String discord(Digest digest) {
        String text = digest.subject() + "\n" + digest.text();
        String content = text.length() <= LONGEST_CONTENT ? text : text.substring(0, LONGEST_CONTENT) + "…";
        return "{\"content\":" + quoted(content) + ",\"allowed_mentions\":{\"parse\":[]}}";
    }

    /** A form, as Mailgun takes it. */
    static String mailgun(Digest digest, String from, String to) {
        return "from=" + encoded(from) + "&to=" + encoded(to) + "&subject=" + encoded(digest.subject()) + "&text="
                + encoded(digest.text());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                json.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
