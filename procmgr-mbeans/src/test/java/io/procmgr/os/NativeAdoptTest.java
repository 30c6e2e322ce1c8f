package io.procmgr.os;

import java.io.IOException;

class NativeAdoptTest extends AdoptContract {
    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }

    @Override
    String known(String status) {
        return status;
    }
}
