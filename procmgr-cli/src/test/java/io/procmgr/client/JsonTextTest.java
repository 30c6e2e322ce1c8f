package io.procmgr.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;

/** JSON that any reader takes, and no terminal takes for more. */
class JsonTextTest {
    @Test
    void everyCharacterIsTheSameWhenItIsRead() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate(c)) {
                all.append(c);
            }
        }
        all.append("\ud83d\ude00");

        String json = JsonText.of(Map.of("text", all));

        assertThat(new JSONParser().parse(json, JSONObject.class)).containsEntry("text", all.toString());
        assertThat(json.chars()).noneMatch(Character::isISOControl);
        assertThat(json).doesNotContain("\u202e", "\u2028").contains("\\u001b", "\\u009b", "\\u202e", "é", "→");
    }

    @Test
    void valuesHaveTheirTypes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", List.of(1, true, "x", List.of(), Map.of()));
        map.put("b", null);

        assertThat(JsonText.of(map)).isEqualTo("{\"a\":[1,true,\"x\",[],{}],\"b\":null}");
    }
}
