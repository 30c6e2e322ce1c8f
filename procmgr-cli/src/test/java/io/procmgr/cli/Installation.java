package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The archive that the build made, unpacked as a user does it. */
record Installation(Path home) {
    /** The archive for this ending, which is with its dot. */
    static Path archive(String ending) {
        return Path.of(System.getProperty("procmgr.distribution") + ending);
    }

    static Installation unpack(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Process tar = new ProcessBuilder("tar", "xzpf", archive(".tar.gz").toString(), "-C", directory.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        try (Stream<Path> content = Files.list(directory)) {
            return new Installation(content.toList().get(0));
        }
    }

    Path launcher() {
        return home.resolve("bin/procmgr");
    }

    /** What is in it, by its name from there, as something tells of it. */
    Map<String, String> files(Teller teller) throws IOException {
        return files(home, teller);
    }

    static Map<String, String> files(Path root, Teller teller) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.toList()) {
                files.put(root.relativize(file).toString().replaceFirst("/$", ""), teller.tell(file));
            }
        }
        return files;
    }

    interface Teller {
        String tell(Path file) throws IOException;
    }
}
