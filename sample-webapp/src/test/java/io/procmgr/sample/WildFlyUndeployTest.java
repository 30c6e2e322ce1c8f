package io.procmgr.sample;

import io.procmgr.cdi.contract.FreshDirectory;
import io.procmgr.cdi.contract.UndeployContract;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class WildFlyUndeployTest extends UndeployContract {
    private static final Path STATE = FreshDirectory.make("wildfly-undeploy");

    @Deployment(name = APP, managed = false, testable = false)
    static WebArchive application() throws IOException {
        return WildFlyArchive.of(APP, "procmgr.state-dir = " + STATE + "\n");
    }

    @Override
    protected Path stateDirectory() {
        return STATE;
    }
}
