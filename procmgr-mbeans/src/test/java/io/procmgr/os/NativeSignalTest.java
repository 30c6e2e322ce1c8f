package io.procmgr.os;

import java.io.IOException;

class NativeSignalTest extends SignalContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }
}
