import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The floor of a JVM without effort: ProcessBuilder and onExit. Reads the same file as raw.c, and looks for a change of it
 * every 50 ms. With RAW_PIPE in the environment output comes through a pipe and a thread per job.
 */
final class RawJvm {
    private static final boolean PIPE = System.getenv("RAW_PIPE") != null;
    private static final long LOOK_MILLIS = 50;
    private static volatile boolean stopping;

    private RawJvm() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path conf = Path.of(arguments[0]);
        List<Job> jobs = Files.readAllLines(conf).stream().map(Job::new).toList();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(jobs)));
        jobs.forEach(Job::spawn);
        serve(jobs, Integer.parseInt(arguments[1]));
        long seen = Files.getLastModifiedTime(conf).toMillis();
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            long modified = Files.getLastModifiedTime(conf).toMillis();
            if (modified != seen) {
                seen = modified;
                List<String> lines = Files.readAllLines(conf);
                for (int i = 0; i < Math.min(lines.size(), jobs.size()); i++) {
                    jobs.get(i).redefine(lines.get(i));
                }
            }
        }
    }

    private static void end(List<Job> jobs) {
        stopping = true;
        jobs.forEach(job -> job.process.destroy());
        jobs.forEach(job -> job.process.onExit().join());
    }

    private static void serve(List<Job> jobs, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 16);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", exchange -> {
            boolean all = exchange.getRequestURI().getPath().equals("/all");
            String text =
                    jobs.stream().limit(all ? jobs.size() : 1).map(Job::status).collect(Collectors.joining());
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    private static final class Job {
        private String line;
        private volatile Process process;

        Job(String line) {
            this.line = line;
        }

        void spawn() {
            String[] words = line.split("\t");
            File log = new File(words[0]);
            ProcessBuilder builder = new ProcessBuilder(Arrays.copyOfRange(words, 1, words.length))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"));
            if (!PIPE) {
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            }
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (PIPE) {
                Thread copier = new Thread(() -> copy(process.getInputStream(), log));
                copier.setDaemon(true);
                copier.start();
            }
            process.onExit().thenRun(() -> {
                if (!stopping) {
                    spawn();
                }
            });
        }

        void redefine(String next) {
            if (!next.equals(line)) {
                line = next;
                process.destroy();
            }
        }

        String status() {
            String name = line.split("\t")[3];
            return "{\"name\":\"" + name + "\",\"pid\":" + process.pid() + ",\"state\":\"RUNNING\"}\n";
        }

        private static void copy(InputStream from, File log) {
            try (from;
                    OutputStream to = new FileOutputStream(log, true)) {
                from.transferTo(to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
