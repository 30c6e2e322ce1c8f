package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Payara Micro, with a root directory of its own. */
final class PayaraMicroServer extends ToldServer {
    /** What Payara asks for in its own launcher: OpenJDK closes it to others. */
    private static final List<String> OPEN = List.of(
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens=java.logging/java.util.logging=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final Path temporary;

    PayaraMicroServer(Path directory) throws IOException {
        super(Files.createDirectories(directory.resolve("payara")), PayaraMain.class);
        temporary = Files.createDirectories(directory.resolve("payara-tmp"));
    }

    @Override
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx384m", "-XX:+UseSerialGC"));
        options.addAll(OPEN);
        options.add("-Djava.io.tmpdir=" + temporary);
        return options;
    }

    @Override
    Pattern classPath() {
        return Pattern.compile(".*/payara-micro-[^/]*\\.jar");
    }
}
