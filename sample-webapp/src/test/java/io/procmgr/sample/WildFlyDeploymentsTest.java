package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Path;

class WildFlyDeploymentsTest extends DeploymentsContract {
    @Override
    AppServer server(Path directory) throws IOException {
        return new WildFly(directory);
    }
}
