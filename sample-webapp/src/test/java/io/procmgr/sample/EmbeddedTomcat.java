package io.procmgr.sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Tomcat with Weld beside it, which serves all its applications: the WAR has nothing of either. */
final class EmbeddedTomcat implements AppServer {
    private static final Pattern OF_SERVER = Pattern.compile(
            ".*/(tomcat-embed-[^/]*|weld-[^/]*|jboss-[^/]*|jandex-[^/]*|jakarta\\.[^/]*-api-[^/]*)\\.jar|.*/target/test-classes/?");

    private final Path base;
    private int port;
    private ServerProcess process;

    EmbeddedTomcat(Path directory) throws IOException {
        base = Files.createDirectories(directory.resolve("tomcat"));
    }

    @Override
    public void start(String... jvmOptions) throws IOException {
        port = ServerProcess.freePort();
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dcatalina.base=" + base));
        arguments.addAll(List.of(jvmOptions));
        arguments.addAll(
                List.of("-cp", classPath(), TomcatMain.class.getName(), base.toString(), Integer.toString(port)));
        process = ServerProcess.java(base, arguments);
        int before = process.output().length();
        process.await("started", () -> process.output().indexOf("TOMCAT up", before) >= 0);
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> OF_SERVER.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public boolean deploy(Path archive) throws IOException {
        return tell("deploy " + contextPath(archive) + " " + archive.toAbsolutePath())
                .equals("done");
    }

    @Override
    public void undeploy(Path archive) throws IOException {
        tell("undeploy " + contextPath(archive));
    }

    private static String contextPath(Path archive) {
        return "/" + archive.getFileName().toString().replaceFirst("\\.war$", "");
    }

    private String tell(String line) throws IOException {
        String asked = "TOMCAT " + line + ": ";
        int before = process.output().length();
        process.tell(line);
        process.await(
                line,
                () -> process.output().indexOf('\n', Math.max(0, answer(asked, before))) > 0
                        && answer(asked, before) >= 0);
        int start = answer(asked, before) + asked.length();
        return process.output().substring(start, process.output().indexOf('\n', start));
    }

    private int answer(String asked, int before) {
        return process.output().indexOf(asked, before);
    }

    @Override
    public URI url(String contextPath) {
        return URI.create(ServerProcess.local(port) + contextPath);
    }

    @Override
    public Path dataDirectory() {
        return base;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
