package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser, Debian's, without a window. Everything is waited for. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SHOTS = Path.of("target/console");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test where there is none; there has to be one in CI. */
    static Browser start() {
        boolean found = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as("chromium and chromium-driver are installed").isTrue();
        }
        Assumptions.assumeTrue(found, "the packages chromium and chromium-driver are not installed");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=1280,800");
        // with the driver named, Selenium looks for none
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.size(1280, 800);
        browser.colours("light");
        return browser;
    }

    /** The inside of the window, in CSS pixels. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the user has chosen in the system. */
    void colours(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Opens the console anew, with nothing kept from before, as whoever has this token. */
    void enter(String url, String token) {
        leave(url);
        await("it asks who that is", () -> exists("input[name=token]"));
        // what the browser tells of that answer, 401
        complaints();
        driver.get(url + "/console/#token=" + token);
        await("the list is there", () -> exists(".body .row"));
    }

    /** Opens the console anew, and nobody is signed in. */
    void leave(String url) {
        driver.get(url + "/console/icon.svg");
        script("sessionStorage.clear(); localStorage.clear()");
        driver.get(url + "/console/");
    }

    /** Goes to a page of the console, such as {@code #/config}. */
    void go(String page) {
        script("location.hash = arguments[0]", page);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What these lines make of a module of the console, which they know as {@code module}. */
    Object module(String name, String lines) {
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; import(arguments[0]).then(module => {" + lines
                        + "}).then(done, e => done(String(e)))",
                "/console/" + name);
    }

    /** Runs a script that ends by a call, and tells how much processor time the page's thread used meanwhile. */
    double processorMillis(String script, Object... arguments) {
        driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        double before = taskSeconds();
        driver.executeAsyncScript(script, arguments);
        return (taskSeconds() - before) * 1000;
    }

    private double taskSeconds() {
        List<?> metrics = (List<?>)
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
        return metrics.stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> "TaskDuration".equals(each.get("name")))
                .mapToDouble(each -> ((Number) each.get("value")).doubleValue())
                .sum();
    }

    boolean exists(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement find(String css) {
        await(css + " is there", () -> exists(css));
        return driver.findElement(By.cssSelector(css));
    }

    void click(String css) {
        retried(() -> find(css).click());
    }

    /** Presses a button, or follows a link, that shows these words. */
    void press(String words) {
        String where = exists("dialog[open]") ? "//dialog" : "";
        By by = By.xpath(where + "//*[self::button or self::a or self::summary][normalize-space()='" + words + "']");
        await(words + " can be pressed", () -> !driver.findElements(by).isEmpty());
        retried(() -> driver.findElement(by).click());
    }

    void type(String css, CharSequence... keys) {
        retried(() -> find(css).sendKeys(keys));
    }

    /** Presses keys, wherever the focus is. */
    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** The text of an element, with single blanks; empty if there is none. */
    String text(String css) {
        return String.valueOf(
                script("return (document.querySelector(arguments[0])?.innerText ?? '').replace(/\\s+/g, ' ')", css));
    }

    List<String> texts(String css) {
        return ((List<?>) script("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", css))
                .stream().map(String::valueOf).toList();
    }

    void awaitText(String css, String part) {
        await("'" + part + "' in " + css, () -> text(css).contains(part));
    }

    void await(String what, Condition condition) {
        Awaitility.await()
                .alias(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(StaleElementReferenceException.class)
                .until(condition::holds);
    }

    /** Something that can be seen on the page. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** What is drawn anew may be gone between a look and a click. */
    private static void retried(Runnable act) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    act.run();
                    return true;
                });
    }

    /** What the page complained of, and what broke its rules (Content-Security-Policy), since this was last asked. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            complaints.add(entry.getMessage());
        }
        return complaints;
    }

    /** How far the page is wider than the window, in pixels. */
    long overflow() {
        return (Long) script("return document.documentElement.scrollWidth - window.innerWidth");
    }

    /** What axe finds to be serious or critical, by all its rules or by these. */
    List<String> barriers(String... rules) {
        if (!(Boolean) script("return 'axe' in window")) {
            script(axe());
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { resultTypes: ["violations"], ...arguments[0] }).then(({ violations }) => done(violations
                  .filter(({ impact }) => impact === "serious" || impact === "critical")
                  .map(({ id, help, nodes }) => id + ": " + help + " " + nodes.map(node => node.html).join(" | "))));
                """, rules.length == 0 ? Map.of() : Map.of("runOnly", List.of(rules)));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws the window into {@code target/console}. */
    void shot(String name) throws IOException {
        Files.createDirectories(SHOTS);
        Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** A shot that is also a picture of the docs, made anew where {@code procmgr.screenshots} says where these are. */
    void picture(String name) throws IOException {
        shot(name);
        String docs = System.getProperty("procmgr.screenshots");
        if (docs != null) {
            // relative to the repository, not to this module
            Path place = Path.of("..").resolve(docs);
            Files.createDirectories(place);
            Files.copy(
                    SHOTS.resolve(name + ".png"),
                    place.resolve("console-" + name + ".png"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether pictures are asked for: some are worth waiting for. */
    static boolean drawsPictures() {
        return System.getProperty("procmgr.screenshots") != null;
    }

    @Override
    public void close() {
        driver.quit();
        ProcessHandle self = ProcessHandle.current();
        Awaitility.await().alias("the browser has ended").atMost(PATIENCE).until(() -> self.descendants()
                .noneMatch(each -> each.info().command().orElse("").contains("chrom")));
    }
}
