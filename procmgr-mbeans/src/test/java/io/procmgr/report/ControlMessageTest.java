package io.procmgr.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.report.ControlMessage.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlMessageTest {
    @Test
    void aVerbHoldsForTheNamesBehindIt() {
        assertThat(ControlMessage.parse("enable a b disable c"))
                .containsExactly(new Order("a", true), new Order("b", true), new Order("c", false));
    }

    @Test
    void aNewlineAtTheEndIsNoPartOfTheName() {
        assertThat(ControlMessage.parse("disable mail\n")).containsExactly(new Order("mail", false));
        assertThat(ControlMessage.parse("  disable\tmail \r\n ")).containsExactly(new Order("mail", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "mail", "mail enable web", "Enable web", "enable", "enable disable"})
    void aMessageWithoutAVerbInFrontOrWithoutANameAsksForNothing(String text) {
        assertThat(ControlMessage.parse(text)).isEmpty();
    }
}
