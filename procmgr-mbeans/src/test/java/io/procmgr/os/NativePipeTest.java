package io.procmgr.os;

import java.io.IOException;

class NativePipeTest extends PipeContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }
}
