package io.procmgr.os;

import java.io.IOException;
import java.util.List;

class JavaAdoptTest extends AdoptContract {
    @Override
    Engine open() throws IOException {
        return new JavaEngine();
    }

    @Override
    List<String> known(String status) {
        return List.of("exit status not known");
    }
}
