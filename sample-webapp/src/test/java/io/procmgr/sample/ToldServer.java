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

/**
 * A server that a main class of these tests embeds, and that is told on its standard input what to do: {@code deploy <name>
 * <archive>}, {@code undeploy <name>}. It says {@code SERVER up}, and repeats each line with what came of it.
 */
abstract class ToldServer implements AppServer {
    private static final String SAYS = "SERVER ";

    private final List<Class<?>> classes;
    private final Path base;
    private int port;
    private ServerProcess process;

    /**
     * One that is not started yet.
     *
     * @param classes the main class, which gets the base directory and the port, and those that it needs: no more, since what
     *     the server has of an application hides the application's own
     */
    ToldServer(Path base, Class<?>... classes) {
        this.classes = List.of(classes);
        this.base = base;
    }

    /** Options of its JVM. */
    abstract List<String> jvmOptions();

    /** Which parts of the tests' class path are the server's; those of the application it finds in the archive. */
    abstract Pattern classPath();

    Path base() {
        return base;
    }

    @Override
    public void start(String... jvmOptions) throws IOException {
        port = ServerProcess.freePort();
        List<String> arguments = new ArrayList<>(jvmOptions());
        arguments.addAll(List.of(jvmOptions));
        Path own = Files.createDirectories(base.resolve("main"));
        for (Class<?> one : classes) {
            Archives.add(one, own);
        }
        arguments.addAll(List.of(
                "-cp",
                own + File.pathSeparator + files(classPath()),
                classes.get(0).getName(),
                base.toString(),
                Integer.toString(port)));
        process = ServerProcess.java(base, arguments);
        int before = process.output().length();
        process.await("started", () -> process.output().indexOf(SAYS + "up", before) >= 0);
    }

    /** The parts of the tests' class path that match, as a class path. */
    static String files(Pattern pattern) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> pattern.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public boolean deploy(Path archive) throws IOException {
        return tell("deploy " + name(archive) + " " + archive.toAbsolutePath()).equals("done");
    }

    @Override
    public void undeploy(Path archive) throws IOException {
        tell("undeploy " + name(archive));
    }

    private static String name(Path archive) {
        return archive.getFileName().toString().replaceFirst("\\.[we]ar$", "");
    }

    private String tell(String line) throws IOException {
        String asked = SAYS + line + ": ";
        int before = process.output().length();
        process.tell(line);
        process.await(line, () -> {
            String said = process.output();
            int answer = said.indexOf(asked, before);
            return answer >= 0 && said.indexOf('\n', answer) > 0;
        });
        String said = process.output();
        int start = said.indexOf(asked, before) + asked.length();
        return said.substring(start, said.indexOf('\n', start));
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
