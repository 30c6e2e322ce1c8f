package io.procmgr.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The WildFly that the build provisioned, with a base directory of its own; archives are deployed by its scanner. */
final class WildFly implements AppServer {
    private static final Path HOME = Path.of("target/wildfly").toAbsolutePath();

    private final Path base;
    private int port;
    private ServerProcess process;

    WildFly(Path directory) throws IOException {
        base = directory.resolve("standalone");
        copy(HOME.resolve("standalone"), base);
        Path configuration = base.resolve("configuration/standalone.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace("scan-interval=\"5000\"", "scan-interval=\"200\" auto-deploy-zipped=\"false\""));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Override
    public void start(String... jvmOptions) throws IOException {
        port = ServerProcess.freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Djboss.home.dir=" + HOME,
                "-Djboss.server.base.dir=" + base,
                "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri(),
                "-Djboss.http.port=" + port,
                "-Djboss.management.http.port=" + ServerProcess.freePort()));
        arguments.addAll(List.of(jvmOptions));
        arguments.addAll(List.of(
                "-jar",
                HOME.resolve("jboss-modules.jar").toString(),
                "-mp",
                HOME.resolve("modules").toString(),
                "org.jboss.as.standalone"));
        process = ServerProcess.java(base, arguments);
        int before = process.output().length();
        process.await(
                "started",
                () -> process.output().indexOf("WFLYSRV0025", before) >= 0
                        || process.output().indexOf("WFLYSRV0026", before) >= 0);
    }

    @Override
    public boolean deploy(Path archive) throws IOException {
        Path target = target(archive);
        Files.deleteIfExists(marker(target, "failed"));
        Files.deleteIfExists(marker(target, "undeployed"));
        Files.deleteIfExists(target);
        copy(archive, target);
        Files.createFile(marker(target, "dodeploy"));
        process.await(
                target.getFileName() + " deployed",
                () -> Files.exists(marker(target, "deployed")) || Files.exists(marker(target, "failed")));
        return Files.exists(marker(target, "deployed"));
    }

    @Override
    public void undeploy(Path archive) throws IOException {
        Path target = target(archive);
        Files.delete(marker(target, "deployed"));
        process.await(target.getFileName() + " undeployed", () -> Files.exists(marker(target, "undeployed")));
    }

    private Path target(Path archive) {
        return base.resolve("deployments").resolve(archive.getFileName());
    }

    private static Path marker(Path target, String state) {
        return target.resolveSibling(target.getFileName() + "." + state);
    }

    @Override
    public URI url(String contextPath) {
        return URI.create(ServerProcess.local(port) + contextPath);
    }

    @Override
    public Path dataDirectory() {
        return base.resolve("data");
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
