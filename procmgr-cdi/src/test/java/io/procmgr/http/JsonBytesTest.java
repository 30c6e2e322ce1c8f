package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    @Test
    void textsAreEscapedAndTheRestIsUtf8() throws Exception {
        assertThat(JsonBytes.of("a\"b\\c/\n\t\u0001\u001f\u007f"))
                .hasToString("\"a\\\"b\\\\c/\\n\\t\\u0001\\u001f\u007f\"");
        String foreign = "größer 日本 \uD83D\uDE00 \b\f\r";
        assertThat(new JSONParser().parse(JsonBytes.of(List.of(foreign)).toString()))
                .isEqualTo(List.of(foreign));
        assertThat(JsonBytes.of("\uD83D")).hasToString("\"?\"");
    }

    @Test
    void valuesNestInMapsListsAndArrays() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("none", null);
        map.put("list", Arrays.asList(1, 2L, true, null));
        map.put("array", new int[] {1, 2});
        map.put("texts", new String[] {"x", null});
        map.put(null, Map.of());
        assertThat(JsonBytes.of(map))
                .hasToString("{\"none\":null,\"list\":[1,2,true,null],\"array\":[1,2],\"texts\":[\"x\",null],\"\":{}}");
    }

    @Test
    void numbersAreJson() {
        assertThat(JsonBytes.of(new double[] {3.5, -1, 1e10, Double.NaN, Double.NEGATIVE_INFINITY}))
                .hasToString("[3.5,-1.0,1.0E+10,null,null]");
        assertThat(JsonBytes.of(List.of(new BigDecimal("1.50"), Long.MIN_VALUE)))
                .hasToString("[1.50,-9223372036854775808]");
    }

    @Test
    void aLongAnswerGoesOutWhole() throws Exception {
        JsonBytes json = JsonBytes.of("ü".repeat(100_000));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.writeTo(out);
        assertThat(out.size()).isEqualTo(json.size()).isEqualTo(200_002);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(json.toString());
    }
}
