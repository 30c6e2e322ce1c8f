package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Path;

class PayaraSampleTest extends SampleContract {
    @Override
    AppServer server(Path directory) throws IOException {
        return new PayaraMicroServer(directory);
    }

    @Override
    void redeployAfterCrash() throws IOException {
        server.deploy(war);
    }
}
