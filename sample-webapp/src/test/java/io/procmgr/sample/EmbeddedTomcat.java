package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Tomcat that gives each application Weld: the WAR has nothing of either. */
final class EmbeddedTomcat extends ToldServer {
    private static final Pattern SERVER =
            Pattern.compile(".*/(tomcat-embed-[^/]*|jakarta\\.annotation-api-[^/]*)\\.jar");
    private static final Pattern WELD = Pattern.compile(
            ".*/(weld-[^/]*|jboss-[^/]*|jandex-[^/]*|jakarta\\.(enterprise|inject|interceptor|el)[^/]*-api-[^/]*)\\.jar");

    EmbeddedTomcat(Path directory) throws IOException {
        super(Files.createDirectories(directory.resolve("tomcat")), TomcatMain.class, WithWeld.class);
    }

    @Override
    List<String> jvmOptions() {
        return List.of(
                "-Xmx256m", "-XX:+UseSerialGC", "-Dcatalina.base=" + base(), "-D" + WithWeld.JARS + "=" + files(WELD));
    }

    @Override
    Pattern classPath() {
        return SERVER;
    }
}
