package io.procmgr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of many definitions, as long as those of a user. */
public final class Definitions {
    private Definitions() {}

    /** Writes {@code jobs.conf} in pmtr syntax. */
    public static Path pmtr(Path directory, int jobs) throws IOException {
        return write(directory.resolve("jobs.conf"), jobs, """
                job {
                  name job%1$d
                  dir /srv/app
                  env PORT=%1$d
                  ulimit -n 4096
                  cmd /srv/app/bin/server --port %1$d --verbose
                }
                """);
    }

    /** Writes {@code jobs.properties}. The jobs are not started by themselves. */
    public static Path properties(Path directory, int jobs) throws IOException {
        return write(directory.resolve("jobs.properties"), jobs, """
                procmgr.jobs.job%1$d.command = /srv/app/bin/server --port %1$d --verbose
                procmgr.jobs.job%1$d.directory = /
                procmgr.jobs.job%1$d.env.PORT = %1$d
                procmgr.jobs.job%1$d.limit.nofile = 4096
                procmgr.jobs.job%1$d.autostart = false
                """);
    }

    private static Path write(Path file, int jobs, String definition) throws IOException {
        String text = IntStream.range(0, jobs).mapToObj(definition::formatted).collect(Collectors.joining());
        return Files.writeString(file, text);
    }
}
