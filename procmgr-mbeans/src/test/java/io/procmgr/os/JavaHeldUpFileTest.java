package io.procmgr.os;

import java.time.Duration;

class JavaHeldUpFileTest extends HeldUpFileContract {
    @Override
    Engine open(Tools tools, Duration slow) {
        return new JavaEngine(tools, slow);
    }
}
