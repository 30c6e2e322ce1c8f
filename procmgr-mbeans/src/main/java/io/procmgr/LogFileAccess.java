package io.procmgr;

import io.procmgr.jmx.LogAccess;
import io.procmgr.jmx.LogChunk;
import io.procmgr.output.Chunk;
import io.procmgr.output.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Lets the MBeans read log files. */
final class LogFileAccess implements LogAccess {
    private final LogReader reader = new LogReader();

    @Override
    public List<String> tail(Path file, int lines) throws IOException {
        return reader.tail(file, lines);
    }

    @Override
    public LogChunk read(Path file, String cursor, int maxBytes) throws IOException {
        Chunk chunk = reader.read(file, cursor, maxBytes);
        return new LogChunk(chunk.text(), chunk.cursor());
    }

    @Override
    public long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
