package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " { \"a\" : [ 1 , -0.5e+3, true,false , null ] , \"b\\u00e9\\n\" : {\"c\":\"grüße\"} } ",
                "0",
                "\"\""
            })
    void whatIsJsonIsKept(String text) throws BadValue {
        assertThat(JsonText.checked(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "[1 2]",
                "{a:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "01",
                "1.",
                "-",
                "+1",
                ".5",
                "1e",
                "tru",
                "nul",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "{} {}",
                "'a'",
                "NaN"
            })
    void anythingElseIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> JsonText.checked(text))
                .isInstanceOf(BadValue.class)
                .hasMessageStartingWith("must be JSON: it ")
                .hasMessageMatching(".* at character [0-9]+");
    }

    @Test
    void aDeepTextIsRefusedAndOverflowsNothing() {
        assertThatThrownBy(() -> JsonText.checked("[".repeat(100_000)))
                .hasMessage("must be JSON: it is nested more than 100 deep at character 102");
    }
}
