package io.procmgr.cdi.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is left of an application. A subclass makes an unmanaged deployment {@link #APP} of {@link SampleApplication}, of that
 * key, on this machine.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class UndeployContract {
    public static final String APP = "gone";
    private static final Duration LONG = Duration.ofSeconds(20);

    @ArquillianResource
    private Deployer deployer;

    /** Where the deployment keeps its state. */
    protected abstract Path stateDirectory();

    @Test
    @RunAsClient
    void anUndeployLeavesNoProcessAndNoEndpoint() throws Exception {
        deployer.deploy(APP);
        long pid;
        try {
            Path log = stateDirectory().resolve("log").resolve("teller.log");
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> Files.exists(log) && Files.readString(log).endsWith("\n"));
            String text = Files.readString(log).strip();
            pid = Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
            assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
            assertTrue(Files.exists(stateDirectory().resolve("endpoint.json")));
        } finally {
            deployer.undeploy(APP);
        }
        assertFalse(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
        assertFalse(Files.exists(stateDirectory().resolve("endpoint.json")));
    }
}
