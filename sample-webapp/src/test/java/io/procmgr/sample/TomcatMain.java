package io.procmgr.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat that is told on its standard input what to do: {@code deploy <name> <war>}, {@code undeploy <name>}. */
final class TomcatMain {
    private final Tomcat tomcat = new Tomcat();
    private final Path base;

    private TomcatMain(Path base, int port) throws IOException {
        this.base = base;
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        Files.createDirectories(base.resolve("webapps"));
        ((StandardHost) tomcat.getHost()).setUnpackWARs(true);
        tomcat.getConnector();
    }

    public static void main(String[] args) throws IOException, LifecycleException {
        TomcatMain main = new TomcatMain(Path.of(args[0]), Integer.parseInt(args[1]));
        main.tomcat.start();
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop));
        System.out.println("SERVER up");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("SERVER " + line + ": " + main.answer(List.of(line.split(" "))));
        }
    }

    private String answer(List<String> words) throws IOException {
        return switch (words.get(0)) {
            case "deploy" -> deploy(words.get(1), words.get(2));
            case "undeploy" -> undeploy(words.get(1));
            default -> throw new IOException("cannot do " + words);
        };
    }

    private String deploy(String name, String war) throws IOException {
        try {
            if (tomcat.addWebapp(tomcat.getHost(), "/" + name, war, new WithWeld())
                    .getState()
                    .isAvailable()) {
                return "done";
            }
        } catch (IllegalStateException e) {
            e.printStackTrace(System.out);
        }
        undeploy(name);
        return "refused";
    }

    private String undeploy(String name) throws IOException {
        Container context = tomcat.getHost().findChild("/" + name);
        if (context != null) {
            tomcat.getHost().removeChild(context);
        }
        Path unpacked = base.resolve("webapps").resolve(name);
        if (Files.exists(unpacked)) {
            try (Stream<Path> files = Files.walk(unpacked)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return "done";
    }

    private void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
            System.out.println("SERVER down");
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
