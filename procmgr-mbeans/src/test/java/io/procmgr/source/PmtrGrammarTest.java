package io.procmgr.source;

import static io.procmgr.source.PmtrText.catalog;
import static io.procmgr.source.PmtrText.job;
import static io.procmgr.source.PmtrText.jobs;
import static io.procmgr.source.PmtrText.problems;
import static io.procmgr.source.PmtrText.problemsWith;
import static io.procmgr.source.PmtrText.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobSpec;
import io.procmgr.job.LogTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The grammar of pmtr files, facts 14 to 20, and their messages, facts 37 to 40. */
class PmtrGrammarTest {
    @Test
    void anEmptyFileIsValid() {
        assertThat(jobs("")).isEmpty();
        assertThat(jobs("# nothing\n\n")).isEmpty();
    }

    @Test
    void jobsAndGlobalLinesStandInAnyOrder() {
        Catalog catalog = catalog("report to udp://h:1\njob {\nname b\ncmd /x\n}\nlisten on udp://h:2\n"
                + "job {\nname a\ncmd /x\n}\nreport to udp://h:3\n");
        assertThat(catalog.jobs()).extracting(job -> job.name().value()).containsExactly("b", "a");
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.udp()).extracting(line -> line.origin().line()).containsExactly(1, 6, 11);
    }

    @Test
    void theOpeningBraceMayStandOnALaterLine() {
        assertThat(job("job\n\n# here\n{\nname a\ncmd /x\n}\n").origin().line()).isEqualTo(1);
    }

    @Test
    void anEmptyJobIsRefused() {
        assertThat(problems("\njob {\n}\n")).containsExactly("jobs.conf:2: job: is empty: a job has a name and a cmd");
    }

    @Test
    void aValueMayStandOnTheNextLine() {
        JobSpec job = job("job {\nname\na\ncmd\n/x\ndir\n\n/d\nnice\n5\n}\n");
        assertThat(job.execution().directory()).contains(Path.of("/d"));
        assertThat(job.execution().nice()).hasValue(5);
    }

    @Test
    void argumentsRunOnUntilALineThatBeginsWithAKeyword() {
        assertThat(job("job {\nname a\ncmd /x\n  -a 1\n  \"b c\"\n\n  # two more\n  -d\nnice 3\n}\n")
                        .execution()
                        .command())
                .containsExactly("/x", "-a", "1", "b c", "-d");
    }

    @Test
    void aMisspeltOptionBehindCmdIsAnArgumentAndAWarning() {
        Catalog catalog = catalog("job {\nname a\ncmd /x\nnicee 5\ndri /tmp\nDisable\n}\n");
        assertThat(catalog.isValid()).isTrue();
        assertThat(catalog.jobs().get(0).execution().command())
                .containsExactly("/x", "nicee", "5", "dri", "/tmp", "Disable");
        assertThat(catalog.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "jobs.conf:4: warning: job a: cmd: takes this line as arguments: did you mean the option nice?"
                                + " (word=nicee)",
                        "jobs.conf:5: warning: job a: cmd: takes this line as arguments: did you mean the option dir?"
                                + " (word=dri)",
                        "jobs.conf:6: warning: job a: cmd: takes this line as arguments: did you mean the option"
                                + " disable? (word=Disable)");
    }

    @Test
    void argumentsThatResembleNoOptionAreNoWarning() {
        assertThat(jobs("job {\nname a\ncmd /x\n-n 5\n--user=x\n\"nicee\"\n/dir\non\nstart\n}\n"))
                .hasSize(1);
    }

    @Test
    void twoOptionsOnOneLineAreRefused() {
        assertThat(problemsWith("nice 5 dir /d"))
                .containsExactly("jobs.conf:4: job a: must not have a second word or option on this line (word=dir)");
        assertThat(problemsWith("once wait"))
                .containsExactly("jobs.conf:4: job a: must not have a second word or option on this line (word=wait)");
    }

    @Test
    void aWholeJobOnOneLineIsRefused() {
        assertThat(problems("job { name a cmd /x }\n"))
                .containsExactly(
                        "jobs.conf:1: must not have a second word or option on this line (word=name)",
                        "jobs.conf:1: name: is missing: a job needs a name",
                        "jobs.conf:1: cmd: is missing: a job needs a program to run",
                        "jobs.conf:2: job: is not closed by a } first on its line (it begins in line 1)");
    }

    @Test
    void quotesAreAllowedForEveryValue() {
        JobSpec job = job("job {\nname \"a\"\ncmd \"/b x\"\ndir \"/my dir\"\nenv \"A=b c\"\nuser \"u\"\nnice \"5\"\n"
                + "out \"my out\"\nbounce every \"5m\"\nulimit \"-n\" \"7\"\ndepends {\n\"a b\"\n}\n}\n");
        assertThat(job.execution().command()).containsExactly("/b x");
        assertThat(job.execution().directory()).contains(Path.of("/my dir"));
        assertThat(job.execution().environment().get(0).value()).isEqualTo("b c");
        assertThat(job.execution().output().out()).isEqualTo(new LogTarget.File(Path.of("my out")));
        assertThat(job.watch()).containsExactly(Path.of("/my dir/a b"));
    }

    @Test
    void theOrderOfOptionsDoesNotMatter() {
        JobSpec one = job("job {\nname a\ncmd /x\nnice 5\ndir /d\ndepends {\nf\n}\n}\n");
        JobSpec other = job("job {\ndepends {\nf\n}\ndir /d\nnice 5\ncmd /x\nname a\n}\n");
        assertThat(one).isEqualTo(other);
    }

    @Test
    void globalLinesStandOutsideJobsOnly() {
        assertThat(problemsWith("report to udp://h:1", "nice 99"))
                .containsExactly(
                        "jobs.conf:4: job a: report: belongs outside of jobs",
                        "jobs.conf:5: job a: nice: must be a whole number from -20 to 19 (value=99)");
    }

    @Test
    void optionsOutsideOfJobsAreRefused() {
        assertThat(problems("nice 5\ndir /d\njob {\nname a\ncmd /x\n}\n}\n"))
                .containsExactly(
                        "jobs.conf:1: must be a job, report or listen, first on its line (word=nice)",
                        "jobs.conf:7: must be a job, report or listen, first on its line (word=})");
    }

    @Test
    void anUnclosedBlockIsToldInTheLineWhereTheFileEnds() {
        assertThat(problems("job {\nname a\ncmd /x\n"))
                .containsExactly(
                        "jobs.conf:4: job a: job: is not closed by a } first on its line (it begins in line 1)");
        assertThat(problems("job {\nname a\ncmd /x\ndepends {\n/f"))
                .containsExactly(
                        "jobs.conf:5: job a: depends: is not closed by a } first on its line (it begins in line 4)",
                        "jobs.conf:5: job a: job: is not closed by a } first on its line (it begins in line 1)");
    }

    @Test
    void anUnclosedJobDoesNotHideTheNextOne() {
        assertThat(problems("job {\nname a\ncmd /x\njob {\nname b\ncmd /x\nnice x\n}\n"))
                .containsExactly(
                        "jobs.conf:4: job a: job: is not closed by a } first on its line (it begins in line 1)",
                        "jobs.conf:7: job b: nice: must be a whole number from -20 to 19 (value=x)");
        assertThat(problems("job {\nname a\ncmd /x\n\n \t\n# remark\n\n job\t{\nname b\ncmd /x\n}\n"))
                .containsExactly(
                        "jobs.conf:8: job a: job: is not closed by a } first on its line (it begins in line 1)");
    }

    @Test
    void aRepeatedSingleValueIsToldInItsTrueLine() {
        assertThat(problemsWith("dir /d", "nice 5", "dir /d", "nice 6"))
                .containsExactly("jobs.conf:6: job a: dir: is given twice, first in jobs.conf:4");
    }

    @Test
    void everyProblemHasFileLineJobAndOption() {
        assertThat(problems("job {\ncmd /x\n}\n")).containsExactly("jobs.conf:1: name: is missing: a job needs a name");
        assertThat(problemsWith("env x", "nice 5abc", "order x", "ulimit -n x", "bounce every x", "cpu x", "user :"))
                .containsExactly(
                        "jobs.conf:4: job a: env: must be NAME=VALUE with a name (value=x)",
                        "jobs.conf:5: job a: nice: must be a whole number from -20 to 19 (value=5abc)",
                        "jobs.conf:6: job a: order: must be a whole number from -2147483648 to 2147483647 (value=x)",
                        "jobs.conf:7: job a: ulimit: must be a whole number from 0 to 9223372036854775807 (value=x)",
                        "jobs.conf:8: job a: bounce every: must be a whole number with s, m, h or d right behind it"
                                + " (value=x)",
                        "jobs.conf:9: job a: cpu: must be a list such as 0,2-4 or a mask such as 0x1d, of processors 0"
                                + " to 1023 (value=x)",
                        "jobs.conf:10: job a: user: must be a name of 1 to 99 bytes without : and / and leading -"
                                + " (value=:)");
    }

    @Test
    void missingValuesAreToldInTheLineOfTheOption() {
        assertThat(problems("job {\nname\ncmd\ndir\nenv\nbounce\nulimit\ndepends\nnice\n}\nreport\nlisten on\n"))
                .containsExactly(
                        "jobs.conf:2: job unnamed-2: name: needs a value",
                        "jobs.conf:3: job unnamed-2: cmd: must begin with a program that is not empty",
                        "jobs.conf:4: job unnamed-2: dir: needs a value",
                        "jobs.conf:5: job unnamed-2: env: needs a value",
                        "jobs.conf:6: job unnamed-2: bounce: must be followed by every",
                        "jobs.conf:7: job unnamed-2: ulimit: needs a value",
                        "jobs.conf:8: job unnamed-2: depends: must be followed by {",
                        "jobs.conf:9: job unnamed-2: nice: needs a value",
                        "jobs.conf:11: report: must be followed by to",
                        "jobs.conf:12: listen on: needs a value");
    }

    @Test
    void allErrorsOfAFileAreToldAtOnceAndRefuseIt() {
        Catalog catalog =
                catalog("job {\nname a\ncmd /x\n}\nwhat\njob {\nname b\nfoo\n}\njob {\nname c\ncmd /x\nnice 20\n}\n");
        assertThat(catalog.isValid()).isFalse();
        assertThat(catalog.problems())
                .extracting(problem -> problem.origin().line())
                .containsExactly(5, 6, 8, 13);
    }

    @Test
    void aFileOfGarbageIsGivenUpAfterAThousandProblems() {
        assertThat(problems("job {\n}\n".repeat(100_000)))
                .hasSize(Findings.MOST + 1)
                .last()
                .asString()
                .contains("is not read further");
    }

    @Test
    void messagesStayShortAndOnOneLine() {
        assertThat(problemsWith("nice \"" + "\t\u001b".repeat(100_000) + "\""))
                .singleElement()
                .asString()
                .hasSizeLessThan(200)
                .doesNotContain("\t", "\u001b");
        assertThat(with("nice 1").execution().searchPath()).isFalse();
    }
}
