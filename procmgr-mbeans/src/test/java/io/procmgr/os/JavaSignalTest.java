package io.procmgr.os;

class JavaSignalTest extends SignalContract {
    @Override
    Engine open() {
        return new JavaEngine();
    }
}
