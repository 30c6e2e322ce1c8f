package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import io.procmgr.supervise.JobState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The console in a real browser, with a real supervisor, one of each for all tests. Without LeakCheck, since a browser makes
 * and ends processes as it likes; that none is left is seen to by {@link Browser#close}.
 */
class ConsoleTest {
    private static final String HOSTILE = "<img/src=x/onerror=alert(1)>";

    @TempDir
    private static Path directory;

    private static Browser browser;
    private static Supervised supervised;
    private static Path state;
    private static Path jobs;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        state = directory.resolve("state");
        jobs = Files.writeString(directory.resolve("jobs.properties"), sample());
        Files.writeString(directory.resolve("noise.sh"), """
                printf '\\033[31mred\\033[0m <b>bold</b> \\342\\200\\256txt.exe\\n'
                head -c 1000000 /dev/zero | tr '\\0' x
                echo
                exec sleep 1000
                """);
        supervised = Supervised.start(state, jobs);
        supervised.awaitState("web", JobState.RUNNING);
    }

    private static String sample() {
        return Stream.of(
                        "web.command=sh -c 'i=0; while :; do i=$((i+1)); echo \"GET /orders/$i 200\";"
                                + " [ $((i % 10)) = 0 ] && echo \"slow answer $i\" >&2; sleep 0.1; done'",
                        "web.description=Serves the shop",
                        "web.tags=front",
                        "web.log.error-file=" + directory + "/web.err",
                        "worker.command=sleep 1000",
                        "worker.description=Makes thumbnails",
                        "worker.tags=back, queue",
                        "mailer.command=sh -c 'echo cannot reach mail.example.org; exit 3'",
                        "mailer.tags=back",
                        "mailer.backoff.initial=1h",
                        "mailer.backoff.max=1h",
                        "setup.command=true",
                        "setup.restart=once",
                        "chat.command=cat",
                        "chat.stdin=pipe",
                        "import@.command=sleep 1000",
                        "report.command=sleep 1000",
                        "report.enabled=false",
                        "noise.command=sh " + directory + "/noise.sh",
                        HOSTILE.replace("=", "\\=") + ".command=sleep 1000",
                        HOSTILE.replace("=", "\\=") + ".description=<script>alert(2)</script>")
                .map(line -> "procmgr.jobs." + line + "\n")
                .collect(Collectors.joining());
    }

    @AfterAll
    static void stop() {
        try {
            if (supervised != null) {
                supervised.close();
            }
        } finally {
            if (browser != null) {
                browser.close();
            }
        }
    }

    @BeforeEach
    void enterAsOperator() throws IOException {
        browser.enter(supervised.url(), token(Role.OPERATOR));
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static String token(Role role) throws IOException {
        return Tokens.read(state, role).orElseThrow();
    }

    /** The row of a job, by what it is called. */
    private static String row(String job) {
        return ".body .row:has(a[href='#/job/" + job + "'])";
    }

    private static long pid(String job) {
        return supervised.job(job).pid().orElse(-1);
    }

    private static void confirm(String words) {
        browser.find("dialog[open]");
        browser.press(words);
        browser.await("the dialog is gone", () -> !browser.exists("dialog[open]"));
    }

    @Test
    void aVisitorSignsInWithATokenOrAPasswordAndOutAgain() throws IOException {
        browser.leave(supervised.url());
        browser.awaitText("h1", "Sign in");
        browser.picture("sign-in");
        assertThat(browser.barriers()).isEmpty();
        browser.type("input[name=token]", "wrong-012345678901234567890123456789", Keys.ENTER);
        browser.awaitText("[role=alert]", "not accepted");

        browser.type("input[name=token]", token(Role.VIEWER), Keys.ENTER);
        browser.awaitText(".role", "viewer");
        browser.click("button[aria-label='Sign out']");
        browser.press("User and password");
        browser.type("input[name=user]", "operator");
        browser.type("input[name=password]", token(Role.OPERATOR), Keys.ENTER);
        browser.awaitText(".role", "operator");

        browser.click("button[aria-label='Sign out']");
        browser.awaitText("h1", "Sign in");
        assertThat(browser.script("return sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
        // what the browser itself tells of an answer 401
        assertThat(browser.complaints()).allMatch(each -> each.contains(" 401 "));
    }

    @Test
    void theTokenOfALinkIsTakenOutOfTheAddress() throws IOException {
        assertThat(browser.address()).isEqualTo(supervised.url() + "/console/#/");
        assertThat(browser.script("return localStorage.length")).isEqualTo(0L);
    }

    @Test
    void jobsAreListedFilteredAndSorted() throws IOException {
        browser.await("all jobs are shown", () -> browser.all(".body .row").size() == 8);
        browser.await(
                "memory is shown", () -> browser.text(row("web") + " .c-memory").contains("B"));
        browser.awaitText(row("mailer"), "Backoff");
        browser.awaitText(row("mailer"), "exit status 3");
        browser.awaitText(row("setup"), "Completed");
        browser.awaitText(row("web"), "Running");
        assertThat(browser.text(row("web"))).contains("Serves the shop", "front", "" + pid("web"));
        assertThat(browser.text(row("report"))).contains("Disabled");
        browser.shot("list");

        browser.type("input[type=search]", "back");
        browser.await("two have the tag", () -> browser.all(".body .row").size() == 2);
        assertThat(browser.address()).endsWith("#/?q=back");
        browser.press("Running 5");
        browser.await("one of them runs", () -> browser.texts(".body .c-name a").equals(List.of("worker")));
        browser.script("history.replaceState(null, '', '#/')");
        browser.go("#/?sort=restarts&order=down&tag=front");
        browser.await(
                "the address says it", () -> browser.texts(".body .c-name a").equals(List.of("web")));
    }

    @Test
    void aJobIsRestartedStoppedAndStarted() {
        long before = pid("web");
        browser.click("button[aria-label='Restart web']");
        browser.awaitText(".notices", "web:");
        supervised.awaitState("web", JobState.RUNNING);
        browser.await("another process", () -> pid("web") > 0 && pid("web") != before);
        browser.await("it is shown", () -> browser.text(row("web") + " .c-pid").equals("" + pid("web")));

        browser.click("button[aria-label='Stop worker']");
        browser.awaitText(row("worker") + " .c-state", "Stopped");
        browser.click("button[aria-label='Start worker']");
        browser.awaitText(row("worker") + " .c-state", "Running");
    }

    @Test
    void severalJobsAreActedOnAfterAQuestionThatNamesThem() {
        browser.go("#/?q=e");
        browser.click("[aria-label='Select worker']");
        browser.click("[aria-label='Select report']");
        browser.awaitText(".bulk", "2 jobs selected");
        browser.click("[data-bulk=disable]");
        assertThat(browser.text("dialog")).contains("Disable 2 jobs?", "worker", "report");
        browser.press("Cancel");
        assertThat(supervised.job("worker").state()).isEqualTo(JobState.RUNNING);

        browser.click("[data-bulk=disable]");
        confirm("Disable 2 jobs");
        browser.awaitText(row("worker"), "Disabled");
        browser.awaitText(".notices", "Disabling 2 jobs.");
        browser.click("[data-bulk=enable]");
        confirm("Enable 2 jobs");
        supervised.awaitState("report", JobState.RUNNING);
        browser.press("Clear");
        browser.go("#/?q=report");
        browser.await("only that one", () -> browser.all(".body .row").size() == 1);
        browser.click("[data-bulk=disable]");
        assertThat(browser.text("dialog")).contains("Disable 1 job?", "text: report");
        confirm("Disable 1 job");
        supervised.awaitState("report", JobState.DISABLED);
        supervised.awaitState("worker", JobState.RUNNING);
    }

    @Test
    void theLogIsFollowedSearchedAndHeldWhereOneReads() {
        browser.go("#/job/web");
        browser.awaitText(".log", "GET /orders/");
        long shown = lines();
        browser.await("it goes on", () -> lines() > shown + 5);
        browser.type(".log-card input", "/1");
        browser.await("only what matches", () -> lines() > visibleLines() && visibleLines() > 0);
        assertThat(browser.texts(".log mark")).allMatch("/1"::equals);
        browser.keys(Keys.ESCAPE);

        browser.await("there is something to scroll", () -> (Boolean) browser.script(
                "const l = document.querySelector('.log'); return l.scrollHeight > l.clientHeight * 1.3"));
        browser.script("document.querySelector('.log').scrollTop = 0");
        browser.awaitText(".log-card .hint", "paused");
        long held = lines();
        browser.click(".follow");
        browser.await("it went on meanwhile", () -> lines() > held);
        browser.press("stderr");
        browser.awaitText(".log", "slow answer");
        assertThat(browser.address()).endsWith("?stream=stderr");
    }

    private static long lines() {
        return (Long) browser.script("return document.querySelector('.log')?.childElementCount ?? 0");
    }

    private static long visibleLines() {
        return (Long) browser.script("return document.querySelectorAll('.log > div:not([hidden])').length");
    }

    @Test
    void thePageOfAJobShowsItsDefinitionHistoryAndCharts() throws IOException {
        browser.click(row("web") + " a");
        browser.awaitText(".job h1", "web");
        assertThat(browser.text(".side")).contains("sh -c", "jobs.properties:1", "front", "Pid");
        browser.awaitText(".events", "started, pid");
        browser.await("charts are drawn", () -> browser.all(".chart canvas").size() == 3);
        long wanted = Browser.drawsPictures() ? 12 : 2;
        browser.await("they grow", () -> samples() >= wanted);
        assertThat(browser.text(".chart:nth-child(2) b")).contains("B");
        browser.awaitText(".log", "GET /orders/");
        browser.picture("job");
        browser.press("More");
        browser.press("Send signal");
        browser.awaitText(".notices", "HUP");
        browser.script("history.back()");
        browser.find(row("web"));
    }

    @Test
    void anInstanceOfATemplateIsMadeAndForgotten() {
        browser.press("Instance");
        browser.type("dialog input", "north", Keys.ENTER);
        browser.awaitText(".notices", "import@north");
        supervised.awaitState("import@north", JobState.RUNNING);
        browser.click(row("import@north".replace("@", "%40")) + " a");
        browser.awaitText(".job h1", "import@north");
        browser.awaitText(".side", "Pid");
        browser.press("More");
        browser.press("Remove this instance");
        confirm("Remove it");
        browser.await("it is forgotten", () -> !supervised.has("import@north"));
        browser.await("and not listed", () -> browser.all(".body .row").size() == 8);
    }

    private static long samples() {
        return (Long) browser.script("return Number(document.querySelector('.plot').dataset.samples)");
    }

    @Test
    void aLineIsWrittenToAJobThatReadsAPipe() {
        browser.go("#/job/chat");
        browser.type(".input-line input", "hello there", Keys.ENTER);
        browser.awaitText(".log", "hello there");
        browser.go("#/job/worker");
        browser.awaitText(".job h1", "worker");
        browser.awaitText(".side", "Pid");
        assertThat(browser.exists(".input-line")).isFalse();
    }

    @Test
    void aConfigurationWithAnErrorIsShownAndTheMendedOneApplied() throws IOException {
        browser.go("#/config");
        browser.awaitText("main", "In step");
        Files.writeString(jobs, sample() + "procmgr.jobs.extra.comand=sleep 1000\n");
        browser.awaitText(".trouble", "comand");
        browser.press("Check again");
        browser.awaitText("main", "Refused");
        assertThat(browser.text(".trouble")).contains("jobs.properties:");
        browser.picture("config-error");
        Files.writeString(jobs, sample() + "procmgr.jobs.extra.command=sleep 1000\n");
        supervised.awaitState("extra", JobState.RUNNING);
        browser.await("no trouble is shown", () -> !browser.exists(".trouble"));
        browser.press("Reload");
        confirm("Reload");
        browser.awaitText(".notices", "nothing changed");
        assertThat(browser.text(".origins")).contains("extra", "command", "jobs.properties:");
        browser.shot("config");
        Files.writeString(jobs, sample());
        browser.await("it is gone", () -> !supervised.has("extra"));
    }

    @Test
    void whatACheckTellsIsReadAsADifference() {
        Object read = browser.module("config-text.js", """
                const { parseCheck, changeCount } = module;
                const check = parseCheck("added: a, b\\nrestarted: web\\nupdated: none\\nremoved: old\\nunchanged: 7\\n"
                  + "jobs.conf:3: job a: user: is ignored here\\nfrom: web: command (jobs.conf:1), env.A (jobs.conf:2)");
                return [check.valid, changeCount(check), check.changes.map(({ kind, names }) => kind + "=" + names).join(" "),
                  check.unchanged, check.problems.join(), check.origins[0].job,
                  check.origins[0].values.map(({ key, place }) => key + "@" + place).join(" "),
                  parseCheck("would be refused:\\njobs.conf:1: removed: what").problems.join()];
                """);
        assertThat(read)
                .isEqualTo(List.of(
                        true,
                        4L,
                        "added=a,b restarted=web updated= removed=old",
                        7L,
                        "jobs.conf:3: job a: user: is ignored here",
                        "web",
                        "command@jobs.conf:1 env.A@jobs.conf:2",
                        "jobs.conf:1: removed: what"));
    }

    @Test
    void textsForPeopleAreShortAndHarmless() {
        Object texts = browser.module("format.js", """
                const { visible, visibleLines, duration, bytes } = module;
                return [visible("a\\u0000b\\u202ec\\td"), visibleLines("a\\nb\\u0007"), duration(999), duration(61000),
                  duration(90061000), bytes(1023), bytes(1536), bytes(150 * 1048576), bytes(-1)];
                """);
        assertThat(texts)
                .isEqualTo(List.of(
                        "a\\u0000b\\u202ec\td",
                        "a\nb\\u0007",
                        "0s",
                        "1m 1s",
                        "1d 1h",
                        "1023 B",
                        "1.5 KB",
                        "150 MB",
                        ""));
        Object lines = browser.module("log-lines.js", """
                const { lineJoiner, shownLine, matches } = module;
                const join = lineJoiner();
                return [join("a\\nb").join(), join("c\\nd\\n").join(), shownLine("\\u001b[1;31mred\\u001b[0m\\r"),
                  shownLine("x".repeat(5000)).length < 4100, JSON.stringify(matches("Aba aB", "ab"))];
                """);
        assertThat(lines).isEqualTo(List.of("a", "bc,d", "red", true, "[[0,2],[4,6]]"));
    }

    @Test
    void aViewerIsToldWhyNothingCanBeDone() throws IOException {
        browser.enter(supervised.url(), token(Role.VIEWER));
        long before = pid("worker");
        browser.click("button[aria-label='Restart worker']");
        browser.awaitText(".notices", "takes the role operator");
        assertThat(browser.find("[data-bulk=stop]").getDomAttribute("aria-disabled"))
                .isEqualTo("true");
        browser.go("#/job/worker");
        browser.click("[data-action=stop]");
        browser.go("#/config");
        browser.awaitText("main", "In step");
        assertThat(pid("worker")).isEqualTo(before).isPositive();
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void namesAndLinesThatMeanHarmAreText() {
        browser.awaitText(".body", HOSTILE);
        browser.awaitText(".body", "<script>alert(2)</script>");
        browser.go("#/job/" + "%3Cimg%2Fsrc%3Dx%2Fonerror%3Dalert(1)%3E");
        browser.awaitText(".job h1", HOSTILE);
        browser.go("#/job/noise");
        browser.awaitText(".log", "xxxx");
        assertThat(browser.text(".log"))
                .contains("red <b>bold</b> \\u202etxt.exe")
                .hasSizeLessThan(20_000);
        assertThat(browser.exists("main img")).isFalse();
    }

    @Test
    void allOfItCanBeDoneByKeys() {
        browser.keys("?");
        browser.awaitText("dialog", "Filter the jobs");
        browser.keys(Keys.ESCAPE);
        browser.await("the help is gone", () -> !browser.exists("dialog[open]"));
        browser.keys("/");
        browser.keys("w");
        browser.await("filtered", () -> browser.all(".body .row").size() == 2);
        browser.keys(Keys.ESCAPE);
        browser.await("all again", () -> browser.all(".body .row").size() == 8);
        browser.keys("j");
        browser.keys("j", Keys.ARROW_DOWN);
        assertThat(focused()).isEqualTo("mailer");
        browser.keys("k");
        assertThat(focused()).isEqualTo("chat");
        browser.keys("x");
        browser.awaitText(".bulk", "1 job selected");
        browser.keys("x");
        browser.keys(Keys.ENTER);
        browser.awaitText(".job h1", "chat");
        browser.await("the heading has the focus", () -> focused().equals("chat"));
        browser.keys("u");
        browser.find(row("chat"));
        browser.go("#/?q=chat");
        browser.click(row("chat") + " a");
        browser.awaitText(".job h1", "chat");
        browser.keys("u");
        browser.await("the filter is kept", () -> browser.address().endsWith("#/?q=chat"));
    }

    private static String focused() {
        return String.valueOf(browser.script("return document.activeElement.innerText"));
    }

    @Test
    void nothingKeepsPeopleFromUsingIt() throws IOException {
        for (String colours : List.of("light", "dark")) {
            browser.colours(colours);
            for (String page : List.of("#/", "#/job/web", "#/config", "#/events", "#/supervisor")) {
                browser.go(page);
                browser.find("main .card, main .row");
                assertThat(colours.equals("light") ? browser.barriers() : browser.barriers("color-contrast"))
                        .as(page + " " + colours)
                        .isEmpty();
                if (colours.equals("dark") && List.of("#/", "#/job/web").contains(page)) {
                    browser.picture("dark-" + (page.equals("#/") ? "list" : "job"));
                }
                if (colours.equals("light")
                        && List.of("#/events", "#/supervisor").contains(page)) {
                    browser.awaitText("main", "started, pid");
                    browser.picture(page.substring(2));
                }
            }
        }
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(18, 21, 27)");
        browser.click("button[aria-label='Light colours']");
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(245, 246, 248)");
        browser.colours("light");
    }

    @Test
    void itFitsAPhone() throws IOException {
        browser.size(360, 740);
        try {
            for (String page : List.of("#/", "#/job/web", "#/config", "#/events", "#/supervisor")) {
                browser.go(page);
                browser.find("main .card, main .row");
                assertThat(browser.overflow()).as(page).isZero();
                if (page.equals("#/") || page.equals("#/job/web")) {
                    browser.picture("phone-" + (page.equals("#/") ? "list" : "job"));
                }
            }
        } finally {
            browser.size(1280, 800);
        }
    }

    @Test
    void aLostConnectionIsToldAndFoundAgainAlsoByAnotherSupervisor() throws IOException {
        int port = URI.create(supervised.url()).getPort();
        browser.go("#/");
        supervised.close();
        browser.awaitText(".banner", "Connection lost");
        browser.shot("lost");
        assertThat(browser.all(".body .row")).hasSize(8);
        supervised = Supervised.start(state, jobs, Optional.empty(), port);
        supervised.awaitState("web", JobState.RUNNING);
        browser.await("the banner is gone", () -> !browser.exists(".banner"));
        browser.awaitText(".notices", "procmgr was restarted");
        browser.await("its processes are shown", () -> browser.text(row("web") + " .c-pid")
                .equals("" + pid("web")));
        // what the browser itself tells of a refused connection
        assertThat(browser.complaints()).allMatch(each -> each.contains("net::ERR_"));
    }
}
