package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator who wants more than jobs: code, files and the configuration of the JVM. */
@Tag("any-engine")
class MBeanAttackTest {
    @TempDir
    static Path directory;

    private static DoorBench bench;
    private static ObjectName mlet;

    @BeforeAll
    static void open() throws Exception {
        bench = new DoorBench(directory);
        bench.jobs.define("web.command=sleep 60");
        mlet = new ObjectName(bench.app + ":type=MLet");
        // as somebody may have left it there; the JDK's own has gone from newer versions
        server().registerMBean(new Loader(), mlet);
    }

    @AfterAll
    static void close() throws Exception {
        server().unregisterMBean(mlet);
        bench.close();
    }

    /** What the JDK's MLet has. */
    public interface LoaderMBean {
        boolean getCalled();

        String getMBeansFromURL(String url);

        void addURL(String url);
    }

    /** Tells whether it was called. */
    public static final class Loader implements LoaderMBean {
        private volatile boolean called;

        @Override
        public boolean getCalled() {
            return called;
        }

        @Override
        public String getMBeansFromURL(String url) {
            called = true;
            return url;
        }

        @Override
        public void addURL(String url) {
            called = true;
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec|MLET|getMBeansFromURL(java.lang.String)|'http://127.0.0.1:1/x'",
                "exec|MLET|addURL(java.lang.String)|'file:/tmp/x.jar'",
                "exec|JMImplementation:type=MBeanServerDelegate|createMBean|'javax.management.loading.MLet','x:y=z'",
                "exec|procmgr:type=Supervisor|createMBean|'javax.management.loading.MLet','x:y=z'",
                "exec|com.sun.management:type=HotSpotDiagnostic|dumpHeap|'DUMP',true",
                "exec|com.sun.management:type=HotSpotDiagnostic|setVMOption|'HeapDumpPath','DUMP'",
                "exec|com.sun.management:type=DiagnosticCommand|vmSystemProperties|",
                "exec|com.sun.management:type=DiagnosticCommand|jvmtiAgentLoad|['/tmp/x.so']",
                "exec|com.sun.management:type=DiagnosticCommand|compilerDirectivesAdd|['/etc/passwd']",
                "exec|java.util.logging:type=Logging|setLoggerLevel|'procmgr','OFF'",
                "exec|jdk.management.jfr:type=FlightRecorder|newRecording|",
                "exec|java.lang:type=Threading|resetPeakThreadCount|",
                "exec|java.lang:type=Runtime|toString|",
                "exec|jolokia:type=Config|debug|",
                "write|java.lang:type=Runtime|BootClassPath|'x'",
                "write|java.lang:type=Threading|ThreadCpuTimeEnabled|false",
                "write|java.lang:type=ClassLoading|Verbose|true",
                "read|com.sun.management:type=HotSpotDiagnostic|DiagnosticOptions|",
                "read|JMImplementation:type=MBeanServerDelegate|MBeanServerId|",
            })
    void isRefused(String attack) throws Exception {
        Path dump = directory.resolve("dump.hprof");
        String[] words = attack.replace("MLET", mlet.toString())
                .replace("DUMP", dump.toString())
                .replace('\'', '"')
                .split("\\|", -1);
        String what = words[0].equals("exec") ? "operation" : "attribute";
        String request = "{\"type\":\"" + words[0] + "\",\"mbean\":\"" + words[1] + "\",\"" + what + "\":\"" + words[2]
                + "\",\"arguments\":[" + words[3] + "],\"value\":\"x\"}";
        HttpResponse<String> single = bench.post(request, DoorBench.OPERATOR);
        assertThat(single.statusCode()).isIn(200, 403);
        assertThat(single.body()).doesNotContain("\"status\":200");
        HttpResponse<String> bulk = bench.post("[" + request + "]", DoorBench.OPERATOR);
        assertThat(bulk.body()).doesNotContain("\"status\":200");
        assertThat(Files.exists(dump)).isFalse();
    }

    @AfterEach
    void noMBeanWasMade() throws Exception {
        assertThat(server().isRegistered(new ObjectName("x:y=z"))).isFalse();
        assertThat(server().getAttribute(mlet, "Called")).isEqualTo(false);
    }

    @Test
    void optionsOfJolokiaChangeTheFormOfAnAnswerAndNotWhatItShows() throws Exception {
        String secret = "/jolokia/read/java.lang:type=Runtime";
        for (String options : new String[] {
            "?ignoreErrors=true",
            "?maxDepth=0&maxObjects=0&maxCollectionSize=0",
            "?includeStackTrace=true&serializeException=true",
            "?canonicalNaming=false",
            "?ifModifiedSince=0",
            "?serializeLong=string",
        }) {
            assertThat(bench.get(secret + options, DoorBench.OPERATOR).body())
                    .doesNotContain("java.class.path", "-Xmx", "\\tat ", "stacktrace\":\"java");
        }
        for (String type : new String[] {"text/html", "text/javascript", "image/svg%2Bxml"}) {
            HttpResponse<String> answer = bench.get("/jolokia/version?mimeType=" + type, DoorBench.VIEWER);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        }
        assertThat(bench.get("/jolokia/version?callback=x", DoorBench.VIEWER).statusCode())
                .isEqualTo(403);
    }
}
