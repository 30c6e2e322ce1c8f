package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.ListenAddress;
import org.junit.jupiter.api.Test;

class JavaSocketTest extends LauncherContract {
    @Override
    Engine open() {
        return new JavaEngine();
    }

    @Test
    void aJobWithASocketIsRefused() {
        Request request = new Request(directory, "true").socket(new ListenAddress.Tcp("127.0.0.1", 1), false, 1);

        assertThat(launch(request).awaitFailed())
                .isEqualTo("cannot listen on 127.0.0.1:1: the java engine cannot give a job a socket"
                        + " (procmgr.engine=java)");
    }
}
