package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Path;

class WildFlySampleTest extends SampleContract {
    @Override
    AppServer server(Path directory) throws IOException {
        return new WildFly(directory);
    }

    @Override
    void redeployAfterCrash() {}
}
