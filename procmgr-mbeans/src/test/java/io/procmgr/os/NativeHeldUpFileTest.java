package io.procmgr.os;

import java.io.IOException;
import java.time.Duration;

class NativeHeldUpFileTest extends HeldUpFileContract {
    @Override
    Engine open(Tools tools, Duration slow) throws IOException {
        return new NativeEngine(tools, slow);
    }
}
