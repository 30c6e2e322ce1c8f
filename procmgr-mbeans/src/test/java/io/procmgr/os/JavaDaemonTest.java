package io.procmgr.os;

import java.io.IOException;

class JavaDaemonTest extends DaemonContract {
    @Override
    Engine open() throws IOException {
        return new JavaEngine();
    }
}
