package io.procmgr.os;

import java.io.IOException;
import java.util.List;

class NativeAdoptTest extends AdoptContract {
    /** Before Linux 6.15 it is a matter of luck: whether we look before the parent does. */
    private static final boolean KERNEL_TELLS =
            Runtime.Version.parse(System.getProperty("os.version").replaceFirst("^(\\d+\\.\\d+).*", "$1"))
                            .compareTo(Runtime.Version.parse("6.15"))
                    >= 0;

    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }

    @Override
    List<String> known(String status) {
        return KERNEL_TELLS ? List.of(status) : List.of(status, "exit status not known");
    }
}
