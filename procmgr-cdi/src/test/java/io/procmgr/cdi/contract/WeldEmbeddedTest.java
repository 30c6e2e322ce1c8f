package io.procmgr.cdi.contract;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;

class WeldEmbeddedTest extends ApplicationContract {
    @Deployment
    static Archive<?> application() {
        return WeldArchive.of(APP);
    }

    @Override
    protected Path stateDirectory() {
        return WeldArchive.stateDirectory(APP);
    }
}
