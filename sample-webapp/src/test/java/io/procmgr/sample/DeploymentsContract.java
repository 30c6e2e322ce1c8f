package io.procmgr.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.sample.SampleClient.Process;
import io.procmgr.sample.fixture.BadAnnotation;
import io.procmgr.sample.fixture.BadProducer;
import io.procmgr.sample.fixture.Extra;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Applications side by side, one after the other, and wrong ones, in one server that goes on. */
@ExtendWith(LeakCheck.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeploymentsContract {
    AppServer server;
    private int saidBefore;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path archives;

    abstract AppServer server(Path directory) throws IOException;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws IOException {
        server = server(directory);
        server.start("-Dprocmgr.http.port=0");
    }

    @AfterAll
    void end() throws InterruptedException {
        server.process().stop();
    }

    @BeforeEach
    void listen() {
        saidBefore = server.process().output().length();
    }

    Path state(String app) {
        return server.dataDirectory().resolve("procmgr").resolve(app);
    }

    private SampleClient deploySample(Path archive, String contextPath) throws IOException {
        assertThat(server.deploy(archive)).as(said()).isTrue();
        SampleClient page = new SampleClient(server.url(contextPath));
        server.process().await("all jobs run", () -> SampleContract.allRun(page.processes()));
        return page;
    }

    private String said() {
        return server.process().output().substring(saidBefore);
    }

    @Test
    void twoApplicationsHaveJobsOfTheSameNamesAndTouchEachOtherNot() throws Exception {
        Path shop = Archives.sampleAs(archives.resolve("shop.war"));
        Path stock = Archives.sampleAs(archives.resolve("stock.war"));
        SampleClient shopPage = deploySample(shop, "/shop");
        SampleClient stockPage = deploySample(stock, "/stock");
        Map<String, Process> inShop = shopPage.processes();
        Map<String, Process> inStock = stockPage.processes();
        assertThat(inShop.values()).doesNotContainAnyElementsOf(inStock.values());

        JmxOverHttp jmx = new JmxOverHttp(state("stock"));
        server.undeploy(shop);
        assertThat(SampleContract.living(inShop)).isEmpty();
        assertThat(stockPage.processes()).isEqualTo(inStock);
        assertThat(jmx.read("procmgr:type=Process,app=stock,name=clock", "State"))
                .contains("\"RUNNING\"");
        assertThat(jmx.read("procmgr:type=Process,app=shop,name=clock", "State"))
                .contains("\"status\":404");
        server.undeploy(stock);
        assertThat(SampleContract.living(inStock)).isEmpty();
    }

    @Test
    void aNewReleaseKeepsTheStateOfTheOldOne() throws Exception {
        Path old = Archives.sampleAs(archives.resolve("depot-1.4.2.war"));
        SampleClient page = deploySample(old, "/depot-1.4.2");
        Map<String, Process> before = page.processes();
        new JmxOverHttp(state("depot")).exec("procmgr:type=Process,app=depot,name=sweeper", "disable");
        await().atMost(SampleContract.PATIENCE)
                .until(() -> page.processes().get("sweeper").state().equals("DISABLED"));
        server.undeploy(old);
        assertThat(SampleContract.living(before)).isEmpty();

        Path next = Archives.sampleAs(archives.resolve("depot-1.4.3.war"));
        assertThat(server.deploy(next)).as(said()).isTrue();
        SampleClient nextPage = new SampleClient(server.url("/depot-1.4.3"));
        server.process()
                .await(
                        "the state of the last release",
                        () -> nextPage.processes().containsKey("sweeper")
                                && nextPage.processes().get("sweeper").state().equals("DISABLED"));
        Map<String, Process> after = nextPage.processes();
        server.undeploy(next);
        assertThat(SampleContract.living(after)).isEmpty();
    }

    @Test
    void anApplicationThatIsADirectoryRunsItsOwnClassesToo() throws Exception {
        Path directory = Archives.exploded(archives.resolve("open.war"));
        SampleClient page = deploySample(directory, "/open");
        Map<String, Process> processes = page.processes();
        server.undeploy(directory);
        assertThat(SampleContract.living(processes)).isEmpty();
    }

    @Test
    void aWrongAnnotationRefusesTheApplicationAndAllThatIsWrongIsTold() throws Exception {
        Path war = Archives.war(archives.resolve("annotated.war"), Extra.class, BadAnnotation.class);
        assertThat(server.deploy(war)).as(said()).isFalse();
        assertThat(said())
                .contains("@ManagedProcess on " + BadAnnotation.class.getName() + ": job wrong: stopTimeout: must be")
                .contains("@ManagedProcess on " + BadAnnotation.class.getName() + ": job wrong: umask: must be");
        assertThatNothingRuns("annotated");
    }

    @Test
    void aWrongPropertyRefusesTheApplication() throws Exception {
        Path war = Archives.with(
                Archives.war(archives.resolve("propertied.war"), Extra.class),
                "/WEB-INF/classes/META-INF/procmgr.properties",
                "procmgr.jobs.extra.description = fine\nprocmgr.jobs.extra.nise = 5\n");
        assertThat(server.deploy(war)).as(said()).isFalse();
        assertThat(said())
                .contains("META-INF/procmgr.properties:2: job extra: nise: is no key of a job: did you mean nice?");
        assertThatNothingRuns("propertied");
    }

    @Test
    void aWrongProducerLeavesNothingRunningAndIsTold() throws Exception {
        Path war = Archives.war(archives.resolve("producing.war"), Extra.class, BadProducer.class);
        boolean deployed = server.deploy(war);
        assertThat(said()).contains(BadProducer.class.getName()).contains("command: ");
        assertThatNothingRuns("producing");
        if (deployed) {
            server.undeploy(war);
        }
    }

    private void assertThatNothingRuns(String app) throws IOException {
        assertThat(said()).doesNotContain("extra started, pid");
        assertThat(Files.exists(state(app).resolve("endpoint.json"))).isFalse();
    }
}
