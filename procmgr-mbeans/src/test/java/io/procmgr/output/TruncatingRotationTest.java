package io.procmgr.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.os.LogStorages;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;

class TruncatingRotationTest extends RotationContract {
    @Override
    LogStorage storage() {
        return LogStorages.truncating();
    }

    /**
     * What is written between the last look and the cut is lost, and a line may be cut; nothing comes twice. On a busy
     * machine that time is no short one.
     */
    @Override
    void assertThatLinesAre(long last) throws IOException {
        assertThat(NumberedLines.missing(directory.resolve("web.log"), last)).isLessThan(last / 2);
    }
}
