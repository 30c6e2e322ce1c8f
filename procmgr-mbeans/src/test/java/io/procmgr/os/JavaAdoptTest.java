package io.procmgr.os;

import java.io.IOException;

class JavaAdoptTest extends AdoptContract {
    @Override
    Engine open() throws IOException {
        return new JavaEngine();
    }

    @Override
    String known(String status) {
        return "exit status not known";
    }
}
