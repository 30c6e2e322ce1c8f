package io.procmgr.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;

/** Whatever a job is called and says, messages are well formed and call nobody. */
class WebhookBodyTest {
    private static final String HOSTILE =
            "\"}],\\u0022 <!channel> @everyone &\r\nBcc: x\u001b[31m\u2028\ud83d\ude00\ud800";

    private final Digest digest = new Digest("ops", "host", "", List.of(new Alert(0, HOSTILE, "exit", HOSTILE)), 0);

    private static JSONObject parsed(String json) throws Exception {
        return (JSONObject) new JSONParser().parse(json);
    }

    @Test
    void jsonHasAllOfItAndIsJson() throws Exception {
        JSONObject alert =
                (JSONObject) ((JSONArray) parsed(WebhookBody.json(digest)).get("alerts")).get(0);

        assertThat(alert.get("job").toString())
                .startsWith("\"}],\\u0022 <!channel>")
                .doesNotContain("\n", "\r", "\u001b");
        assertThat(alert.get("trigger")).isEqualTo("exit");
    }

    @Test
    void chatsAreNotCalled() throws Exception {
        assertThat(parsed(WebhookBody.slack(digest)).get("text").toString())
                .contains("&lt;!channel&gt;")
                .doesNotContain("<!");
        assertThat(((JSONObject) parsed(WebhookBody.discord(digest)).get("allowed_mentions"))
                        .get("parse")
                        .toString())
                .isEqualTo("[]");
    }

    @Test
    void aFormHasItsFourFieldsAndNoMore() {
        String form = WebhookBody.mailgun(digest, "a@b.example", "c@d.example");

        assertThat(form.split("&")).hasSize(4);
        assertThat(URLDecoder.decode(form.split("&")[2], StandardCharsets.UTF_8))
                .doesNotContain("\n", "\r");
    }

    @Test
    void aSubjectIsOneShortLine() {
        assertThat(digest.subject()).doesNotContain("\n", "\r").hasSizeLessThanOrEqualTo(120);
    }
}
