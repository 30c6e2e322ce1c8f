package io.procmgr.sample;

import io.procmgr.cdi.contract.ApplicationContract;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class WildFlyContractTest extends ApplicationContract {
    @Deployment
    static WebArchive application() throws IOException {
        return WildFlyArchive.of(APP, "");
    }

    /** Asked in the server. */
    @Override
    protected Path stateDirectory() {
        return Path.of(System.getProperty("jboss.server.data.dir"), "procmgr", APP);
    }
}
