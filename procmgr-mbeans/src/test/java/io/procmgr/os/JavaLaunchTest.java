package io.procmgr.os;

class JavaLaunchTest extends LaunchContract {
    @Override
    Engine open() {
        return new JavaEngine();
    }
}
