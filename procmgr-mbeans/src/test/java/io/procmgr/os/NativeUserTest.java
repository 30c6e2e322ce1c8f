package io.procmgr.os;

import java.io.IOException;

class NativeUserTest extends UserContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }
}
