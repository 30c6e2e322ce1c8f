package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console with a thousand jobs; without LeakCheck, as {@link ConsoleTest}. */
class ConsoleManyJobsTest {
    private static final int JOBS = 1_000;
    private static final List<String> GROUPS = List.of("web", "worker", "importer", "mailer", "report");

    /** What people do not take for a pause, in milliseconds of processor time of the page. */
    private static final double NO_PAUSE = 50;

    /** The longest task of the page by the clock, however busy the machine is with other tests. */
    private static final double LONGEST_TASK = 500;

    private static final int STEPS = 40;

    @TempDir
    private Path directory;

    /** The first of each group run, the others are known. */
    private Path jobs(int running) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < JOBS; i++) {
            String group = GROUPS.get(i % GROUPS.size());
            String job = "procmgr.jobs." + group + "-" + (1000 + i / GROUPS.size()) % 1000;
            text.append(job).append(".command=sleep 1000\n");
            text.append(job)
                    .append(".tags=")
                    .append(group)
                    .append(i % 2 == 0 ? ", green" : ", blue")
                    .append('\n');
            text.append(job).append(".description=Number ").append(i).append(" of the shop\n");
            text.append(job).append(".autostart=").append(i < running).append('\n');
        }
        return Files.writeString(directory.resolve("jobs.properties"), text);
    }

    @Test
    void aThousandJobsAreListedFilteredAndActedOnWithoutAPause() throws IOException {
        try (Browser browser = Browser.start();
                Supervised supervised = Supervised.start(directory.resolve("state"), jobs(50))) {
            lookAt(browser, supervised);
            actOnMany(browser, supervised);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @Tag("soak")
    void aThousandProcessesAreWatchedWithoutAPause() throws IOException {
        try (Browser browser = Browser.start();
                Supervised supervised = Supervised.start(directory.resolve("state"), jobs(JOBS))) {
            supervised.awaitState("report-199", JobState.RUNNING);
            lookAt(browser, supervised);
            browser.go("#/?sort=memory&order=down");
            browser.awaitText(".body .c-memory", "B");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void lookAt(Browser browser, Supervised supervised) throws IOException {
        browser.enter(
                supervised.url(),
                Tokens.read(directory.resolve("state"), Role.OPERATOR).orElseThrow());
        browser.awaitText(".chips", "1,000");
        supervised.awaitState("web-9", JobState.RUNNING);
        browser.await("the first runs", () -> browser.texts(".body .row").get(0).contains("Running"));
        browser.picture("list");
        assertThat(browser.all(".body .row")).hasSizeLessThan(40);
        browser.script("window.long = []; new PerformanceObserver(list => list.getEntries()"
                + ".forEach(each => long.push(each.duration))).observe({ type: 'longtask' })");
        browser.script("document.querySelector('.body').scrollTop = 1e9");
        browser.await(
                "the last is there", () -> browser.texts(".body .c-name a").contains("worker-199"));
        browser.script("document.querySelector('.body').scrollTop = 20000");
        browser.await(
                "some of the middle", () -> browser.texts(".body .c-name a").contains("report-40"));
        for (String letters : List.of("w", "e", "b", "-", "7", "7")) {
            browser.type("input[type=search]", letters);
        }
        browser.await("one is left", () -> browser.all(".body .row").size() == 1);
        browser.go("#/?sort=state");
        for (int i = 0; i < 10; i++) {
            String job = "web-" + i;
            long before = supervised.job(job).pid().orElseThrow();
            supervised.procMgr().supervisor().command(supervised.job(job).name(), JobCommand.RESTART);
            browser.await(
                    "it is seen",
                    () -> supervised.job(job).pid().orElse(before) != before
                            && browser.text(".body .row:has(a[href='#/job/" + job + "']) .c-pid")
                                    .equals("" + supervised.job(job).pid().getAsLong()));
        }
        List<Double> tasks = ((List<?>) browser.script("return long"))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
        double step = browser.processorMillis("""
                const done = arguments[arguments.length - 1];
                const body = document.querySelector(".body");
                let step = 0;
                const next = () => {
                  if (step++ === arguments[0]) return done();
                  body.scrollTop = (step * 997) % body.scrollHeight;
                  requestAnimationFrame(() => requestAnimationFrame(next));
                };
                next();
                """, STEPS) / STEPS;
        System.out.println("console with " + JOBS + " jobs: " + step
                + " ms of processor time for new rows; tasks of more" + " than 50 ms by the clock: " + tasks);
        assertThat(step).isLessThan(NO_PAUSE);
        assertThat(tasks).allMatch(each -> each < LONGEST_TASK);
    }

    private static void actOnMany(Browser browser, Supervised supervised) {
        browser.go("#/?tag=importer");
        browser.awaitText(".bulk", "All 200 shown");
        browser.click("[data-bulk=disable]");
        assertThat(browser.text("dialog")).contains("Disable 200 jobs?", "tag: importer", "and 192 others");
        browser.press("Disable 200 jobs");
        browser.awaitText(".notices", "Disabling 200 jobs.");
        browser.awaitText(".chips", "Disabled 200");
        supervised.awaitState("importer-0", JobState.DISABLED);
        assertThat(supervised.job("web-0").state()).isEqualTo(JobState.RUNNING);
    }
}
