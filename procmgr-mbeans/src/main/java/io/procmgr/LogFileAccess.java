package io.procmgr;

import io.procmgr.jmx.LogAccess;
import io.procmgr.jmx.LogChunk;
import io.procmgr.output.Chunk;
import io.procmgr.output.LogReader;
import io.procmgr.supervise.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Lets the MBeans read log files, and have them rotated. */
final class LogFileAccess implements LogAccess {
    private final JobLogKeeping keeping;
    private final LogReader reader;

    LogFileAccess(JobLogKeeping keeping) {
        this.keeping = keeping;
        this.reader = new LogReader(keeping.book());
    }

    @Override
    public List<String> tail(Path file, int lines) throws IOException {
        return reader.tail(file, lines);
    }

    @Override
    public LogChunk readTail(Path file, int lines) throws IOException {
        return chunk(reader.readTail(file, lines));
    }

    @Override
    public LogChunk read(Path file, String cursor, int maxBytes) throws IOException {
        return chunk(reader.read(file, cursor, maxBytes));
    }

    @Override
    public LogChunk readSince(Path file, long sinceMillis, int maxBytes) throws IOException {
        return chunk(reader.readSince(file, sinceMillis, maxBytes));
    }

    private static LogChunk chunk(Chunk chunk) {
        return new LogChunk(chunk.text(), chunk.cursor());
    }

    @Override
    public LogChunk readLines(Path file, String cursor, int maxBytes) throws IOException {
        return chunk(reader.readLines(file, cursor, maxBytes));
    }

    @Override
    public String end(Path file) throws IOException {
        return reader.end(file);
    }

    @Override
    public long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    @Override
    public List<Path> rotate(JobStatus job) {
        return keeping.rotate(job);
    }
}
