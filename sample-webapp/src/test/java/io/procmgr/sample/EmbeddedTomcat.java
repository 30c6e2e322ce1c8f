package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Tomcat with Weld beside it, which serves all its applications: the WAR has nothing of either. */
final class EmbeddedTomcat extends ToldServer {
    EmbeddedTomcat(Path directory) throws IOException {
        super(TomcatMain.class, Files.createDirectories(directory.resolve("tomcat")));
    }

    @Override
    List<String> jvmOptions() {
        return List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dcatalina.base=" + base());
    }

    @Override
    Pattern classPath() {
        return Pattern.compile(
                ".*/(tomcat-embed-[^/]*|weld-[^/]*|jboss-[^/]*|jandex-[^/]*|jakarta\\.[^/]*-api-[^/]*)\\.jar"
                        + "|.*/target/test-classes/?");
    }
}
