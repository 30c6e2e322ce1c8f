package io.procmgr.output;

import io.procmgr.os.LogStorages;
import io.procmgr.supervise.LogStorage;

class NativeRotationTest extends RotationContract {
    @Override
    LogStorage storage() {
        return LogStorages.ofNative();
    }
}
