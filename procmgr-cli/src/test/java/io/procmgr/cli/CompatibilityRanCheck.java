package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Runs after all other tests: every test that the compatibility tables name was run in this build, and passed. One that was
 * skipped, for want of root, say, counts except in CI. Reads the reports of the modules before this one, and of this one.
 */
class CompatibilityRanCheck {
    private static final boolean CI = "true".equals(System.getenv("CI"));
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("\\b([A-Z]\\w*(?:Test|Contract))\\.([a-z]\\w*)");

    @Test
    void everyTestNamedInTheCompatibilityTablesRanAndPassed()
            throws IOException, ParserConfigurationException, SAXException {
        Set<String> passed = passed();
        List<String> missing = new ArrayList<>();
        try (Stream<Path> tables = Files.list(ROOT.resolve("docs/compatibility"))) {
            for (Path table : tables.toList()) {
                Matcher named = TEST.matcher(Files.readString(table));
                while (named.find()) {
                    if (!passed(named.group(1), named.group(2), passed)) {
                        missing.add(table.getFileName() + ": " + named.group());
                    }
                }
            }
        }
        assertThat(missing).as("tests named, but not run or not passed").isEmpty();
    }

    /** A contract runs as the tests of its implementations. */
    private static boolean passed(String className, String method, Set<String> passed) {
        String subject = className.replaceFirst("Contract$", "");
        return className.endsWith("Contract")
                ? Stream.of("Native", "Java").anyMatch(engine -> passed.contains(engine + subject + "Test." + method))
                : passed.contains(className + "." + method);
    }

    private static Set<String> passed() throws IOException, ParserConfigurationException, SAXException {
        Set<String> passed = new HashSet<>();
        for (Path report : reports()) {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile());
            NodeList cases = document.getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element testCase = (Element) cases.item(i);
                if ((!CI || testCase.getElementsByTagName("skipped").getLength() == 0)
                        && testCase.getElementsByTagName("failure").getLength() == 0
                        && testCase.getElementsByTagName("error").getLength() == 0) {
                    passed.add(name(testCase));
                }
            }
        }
        return passed;
    }

    /** {@code Class.method}, without package, parameters and number. */
    private static String name(Element testCase) {
        String className = testCase.getAttribute("classname");
        String method = testCase.getAttribute("name").replaceFirst("[^\\w].*", "");
        return className.substring(className.lastIndexOf('.') + 1) + "." + method;
    }

    private static List<Path> reports() throws IOException {
        List<Path> reports = new ArrayList<>();
        for (String module : List.of("procmgr-mbeans", "procmgr-cdi", "procmgr-cli")) {
            Path directory = ROOT.resolve(module).resolve("target/surefire-reports");
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.getFileName().toString().startsWith("TEST-"))
                        .forEach(reports::add);
            }
        }
        return reports;
    }
}
