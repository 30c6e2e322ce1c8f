package io.procmgr.os;

import java.io.IOException;

class NativeLaunchTest extends LaunchContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }
}
