package io.procmgr.os;

class JavaFailedLaunchTest extends FailedLaunchContract {
    @Override
    Engine open() {
        return new JavaEngine();
    }
}
