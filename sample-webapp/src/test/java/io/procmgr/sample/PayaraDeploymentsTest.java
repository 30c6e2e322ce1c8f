package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Path;

class PayaraDeploymentsTest extends DeploymentsContract {
    @Override
    AppServer server(Path directory) throws IOException {
        return new PayaraMicroServer(directory);
    }
}
