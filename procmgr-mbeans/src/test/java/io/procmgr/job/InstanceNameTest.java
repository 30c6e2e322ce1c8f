package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "blue", "a-b_C9", "_", "01234567890123456789012345678901"})
    void lettersDigitsAndUnderscoresAreAName(String name) {
        assertThat(new InstanceName(name)).hasToString(name);
        assertThat(new JobName("web@" + name).instance()).contains(new InstanceName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "../x",
                "..",
                "a/b",
                "a b",
                "a.b",
                "%i",
                "a%00",
                "a\0",
                "a\n",
                "-rf",
                "é",
                "a@b",
                "a,b=c",
                "*",
                "012345678901234567890123456789012"
            })
    void anythingElseIsNone(String name) {
        assertThatThrownBy(() -> new InstanceName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the name of an instance has 1 to 32 characters of A-Z a-z 0-9 _ -");
    }

    @ParameterizedTest
    @CsvSource({
        "web@blue, web, blue",
        "a@b@c, a@b, c",
        "web@, web@, ''",
        "web, web, ''",
        "@x, @x, ''",
        "a@b.c, a@b.c, ''"
    })
    void theNameOfAJobTellsOfWhichJobItIsAnInstance(String name, String base, String instance) {
        JobName job = new JobName(name);

        assertThat(job.base().value()).isEqualTo(base);
        assertThat(job.instance().map(InstanceName::value).orElse("")).isEqualTo(instance);
    }

    @Test
    void twoJobsNeverHaveTheSameBaseAndInstance() {
        assertThat(new JobName("a@b").base()).isNotEqualTo(new JobName("a@b@").base());
    }
}
