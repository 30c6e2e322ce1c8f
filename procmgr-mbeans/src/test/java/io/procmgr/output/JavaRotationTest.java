package io.procmgr.output;

import io.procmgr.os.LogStorages;
import io.procmgr.supervise.LogStorage;

class JavaRotationTest extends RotationContract {
    @Override
    LogStorage storage() {
        return LogStorages.ofJava();
    }
}
