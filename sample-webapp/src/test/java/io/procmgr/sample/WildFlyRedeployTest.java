package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Path;

class WildFlyRedeployTest extends RedeployContract {
    @Override
    AppServer server(Path directory) throws IOException {
        return new WildFly(directory);
    }

    @Override
    String loaderClass() {
        return "org.jboss.modules.ModuleClassLoader";
    }
}
