package io.procmgr.os;

import java.io.IOException;

class NativeFailedLaunchTest extends FailedLaunchContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }
}
