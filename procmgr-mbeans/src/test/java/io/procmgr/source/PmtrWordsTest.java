package io.procmgr.source;

import static io.procmgr.source.PmtrText.catalog;
import static io.procmgr.source.PmtrText.job;
import static io.procmgr.source.PmtrText.jobs;
import static io.procmgr.source.PmtrText.problems;
import static io.procmgr.source.PmtrText.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.JobSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words and lines of pmtr files: facts 1 to 13. */
class PmtrWordsTest {
    private static List<String> command(String arguments) {
        return job("job {\nname a\ncmd " + arguments + "\n}\n").execution().command();
    }

    @Test
    void blankTabCarriageReturnAndLineFeedSeparateWords() {
        assertThat(command("/x\ta  b\r\n c")).containsExactly("/x", "a", "b", "c");
    }

    @Test
    void otherWhiteSpaceBelongsToAWord() {
        assertThat(command("/x a\fb c\u00a0d e\u000bf")).containsExactly("/x", "a\fb", "c\u00a0d", "e\u000bf");
    }

    @Test
    void filesWithCarriageReturnsAreRead() {
        JobSpec job = job("job {\r\n  name a\r\n  cmd /x 1\r\n  dir /d\r\n}\r\n");
        assertThat(job.execution().command()).containsExactly("/x", "1");
        assertThat(job.execution().directory()).hasToString("Optional[/d]");
    }

    @Test
    void aCommentBeginsWhereAWordCouldBegin() {
        assertThat(job("# first\njob { # second\nname # third\na\ncmd /x 1 # 2\n3\n#4\n} # end\n")
                        .execution()
                        .command())
                .containsExactly("/x", "1", "3");
    }

    @Test
    void aNumberSignInsideAWordOrQuotesIsPlain() {
        assertThat(command("/x a#b \"#c\" d")).containsExactly("/x", "a#b", "#c", "d");
    }

    @Test
    void aCommentMayBeginRightBehindAClosingQuote() {
        assertThat(command("/x \"a\"# b")).containsExactly("/x", "a");
    }

    @Test
    void theEndOfTheFileEndsAComment() {
        assertThat(job("job {\nname a\ncmd /x\n}\n# the end").name()).hasToString("a");
    }

    @Test
    void aKeywordIsOneOnlyAsTheFirstWordOfItsLine() {
        JobSpec job = job("job {\nname job\ncmd /x name user wait }\n}\n");
        assertThat(job.name()).hasToString("job");
        assertThat(job.execution().command()).containsExactly("/x", "name", "user", "wait", "}");
    }

    @Test
    void allKeywordsOfPmtrAreKnown() {
        JobSpec job = with(
                "user u",
                "env A=B",
                "dir /d",
                "out o",
                "err e",
                "in i",
                "order 1",
                "disable",
                "wait",
                "once",
                "bounce every 1m",
                "depends {",
                "/f",
                "}",
                "ulimit -n 5",
                "nice 1",
                "cpu 0");
        assertThat(job.start().enabled()).isFalse();
        assertThat(problems("report to x\nlisten on y\n")).hasSize(2);
    }

    @Test
    void theParticlesAreOrdinaryWordsWhereAValueIsMeant() {
        assertThat(command("/bin/light on to every {")).containsExactly("/bin/light", "on", "to", "every", "{");
        assertThat(with("dir to", "user every", "depends {", "on", "{", "}").watch())
                .hasToString("[/super/to/on, /super/to/{]");
    }

    @Test
    void aKeywordOrBraceEndsWithWhiteSpace() {
        assertThat(problems("job{\nname a\ncmd /x\n}\n"))
                .containsExactly("jobs.conf:1: job a: job: must have a blank before its {");
        assertThat(problems("job {name a\nname a\ncmd /x\n}\n"))
                .containsExactly("jobs.conf:1: job a: job: must be followed by {");
        assertThat(command("/x\n}#y\n")).containsExactly("/x", "}#y");
        assertThat(job("job {\nname a\ncmd /x\n}").name()).hasToString("a");
    }

    @Test
    void aClosingBraceIsOneOnlyAsTheFirstWordOfItsLine() {
        assertThat(problems("job {\nname a\ncmd /x }\n"))
                .containsExactly(
                        "jobs.conf:4: job a: job: is not closed by a } first on its line (it begins in line 1)");
    }

    @Test
    void keywordsAreCaseSensitive() {
        assertThat(problems("job {\nname a\nNICE 5\ncmd /x\n}\n"))
                .containsExactly("jobs.conf:3: job a: NICE: is no option of a job: did you mean nice?");
        assertThat(problems("JOB {\nname a\ncmd /x\n}\n"))
                .containsExactly("jobs.conf:1: must be a job, report or listen, first on its line (word=JOB)");
    }

    @Test
    void aQuotedWordKnowsNoEscapesAndMayBeEmpty() {
        assertThat(command("/x \"a\\n\" \"\" \"# { }\t.\" \"\\\"")).containsExactly("/x", "a\\n", "", "# { }\t.", "\\");
    }

    @Test
    void aQuoteThatIsNotClosedOnItsLineIsAnErrorThere() {
        assertThat(problems("job {\nname a\ncmd /x \"b\nnice 99\n}\n"))
                .containsExactly(
                        "jobs.conf:3: job a: has a quote that is not closed on its line",
                        "jobs.conf:4: job a: nice: must be a whole number from -20 to 19 (value=99)");
        assertThat(problems("job {\nname a\ncmd /x \"b"))
                .first()
                .asString()
                .startsWith("jobs.conf:3: job a: has a quote");
    }

    @Test
    void noWhiteSpaceIsNeededBehindAClosingQuote() {
        assertThat(command("/x \"a\"\"b\"c")).containsExactly("/x", "a", "b", "c");
    }

    @Test
    void aQuoteInsideAWordAndASingleQuoteArePlain() {
        assertThat(command("/x --t=\"a b\" 'c d'")).containsExactly("/x", "--t=\"a", "b\"", "'c", "d'");
    }

    @Test
    void wordsMayBeLong() {
        String word = "x".repeat(200_000);
        assertThat(command("/x " + word)).containsExactly("/x", word);
    }

    @Test
    void filesAreUtf8AndKeepAllCharacters() {
        JobSpec job = job("job {\nname grüß\ncmd /x grüß 日本 \"ä b\"\nenv Ü=ö\n}\n");
        assertThat(job.name()).hasToString("grüß");
        assertThat(job.execution().command()).containsExactly("/x", "grüß", "日本", "ä b");
        assertThat(job.execution().environment()).containsExactly(new EnvironmentVariable("Ü", "ö"));
    }

    @Test
    void aByteOrderMarkIsAllowed() {
        assertThat(jobs("\uFEFFjob {\nname a\ncmd /x\n}\n")).hasSize(1);
    }

    @Test
    void malformedUtf8IsRefusedWithEachLine() {
        byte[] bytes = "job {\nname a\ncmd /x \u00ff\nenv A=\u00e9\nnice x\n}\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catalog(bytes).problems())
                .extracting(Object::toString)
                .containsExactly(
                        "jobs.conf:3: must be UTF-8 text",
                        "jobs.conf:4: must be UTF-8 text",
                        "jobs.conf:5: job a: nice: must be a whole number from -20 to 19 (value=x)");
    }

    @Test
    void nulIsRefusedWithEachLine() {
        assertThat(problems("job {\nname a\ncmd /x a\0b\0\ndir /d\0\n}\n"))
                .containsExactly(
                        "jobs.conf:3: must not hold a NUL character", "jobs.conf:4: must not hold a NUL character");
    }
}
