package io.procmgr.os;

import java.io.IOException;

class NativeDaemonTest extends DaemonContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }
}
