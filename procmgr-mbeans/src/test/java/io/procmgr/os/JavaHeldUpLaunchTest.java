package io.procmgr.os;

import java.time.Duration;

class JavaHeldUpLaunchTest extends HeldUpLaunchContract {
    @Override
    Engine open(Tools tools, Duration slow) {
        return new JavaEngine(tools, slow);
    }
}
