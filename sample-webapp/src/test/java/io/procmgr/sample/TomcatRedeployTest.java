package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Path;

class TomcatRedeployTest extends RedeployContract {
    @Override
    AppServer server(Path directory) throws IOException {
        return new EmbeddedTomcat(directory);
    }

    @Override
    String loaderClass() {
        return "org.apache.catalina.loader.ParallelWebappClassLoader";
    }
}
