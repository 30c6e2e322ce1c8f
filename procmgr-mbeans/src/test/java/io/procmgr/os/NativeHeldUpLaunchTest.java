package io.procmgr.os;

import java.io.IOException;
import java.time.Duration;

class NativeHeldUpLaunchTest extends HeldUpLaunchContract {
    @Override
    Engine open(Tools tools, Duration slow) throws IOException {
        return new NativeEngine(tools, slow);
    }
}
