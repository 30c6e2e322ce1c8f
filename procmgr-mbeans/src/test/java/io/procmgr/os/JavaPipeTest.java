package io.procmgr.os;

class JavaPipeTest extends PipeContract {
    @Override
    Engine open() {
        return new JavaEngine();
    }
}
