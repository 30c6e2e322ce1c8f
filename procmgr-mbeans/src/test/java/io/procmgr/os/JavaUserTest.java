package io.procmgr.os;

class JavaUserTest extends UserContract {
    @Override
    Engine open() {
        return new JavaEngine();
    }
}
