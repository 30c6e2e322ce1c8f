package io.procmgr.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log as it lies there at one moment: good as long as its lock is held for reading.
 *
 * @param log whose it is
 * @param state what is known of it
 * @param live the live file; empty if there is none
 */
record LogView(LogFile log, LogState state, Optional<Piece> live) {

    /** Empty if there is no such file and never was. */
    static Optional<LogView> of(LogFile log) throws IOException {
        Optional<Inode> inode = Inode.of(log.path());
        Optional<FileChannel> opened = inode.isEmpty() ? Optional.empty() : LogFile.open(log.path());
        if (opened.isEmpty()) {
            return log.known().map(state -> new LogView(log, state, Optional.empty()));
        }
        try (FileChannel channel = opened.get()) {
            LogState state = log.state(inode.get(), channel, 0);
            if (state.rotation().isPresent()) {
                throw new IOException("its rotation was interrupted, and is not finished yet");
            }
            long size = Math.max(channel.size(), state.marker().bytes());
            Piece live = new Piece(
                    log.path(),
                    state.start(),
                    state.base() + size,
                    state.marker().bytes(),
                    false);
            return Optional.of(new LogView(log, state, Optional.of(live)));
        }
    }

    /** Where the live file begins, or would. */
    long liveStart() {
        return state.start();
    }

    /** Place behind the last byte. */
    long end() {
        return live.map(Piece::end).orElse(state.start());
    }

    /** All parts that are there, oldest first. */
    List<Piece> pieces() throws IOException {
        List<Piece> pieces = archives();
        live.ifPresent(pieces::add);
        return pieces;
    }

    /** The parts that hold what comes after a place. */
    List<Piece> from(long place) throws IOException {
        return place >= liveStart() ? live.stream().toList() : pieces();
    }

    private List<Piece> archives() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        if (state.archives().isEmpty()) {
            return pieces;
        }
        Map<Long, Path> places = log.archives().places(state, ArchiveFiles.MOST);
        for (Archive archive : state.archives()) {
            Path file = places.get(archive.inode());
            if (file != null) {
                long length = archive.zipped() ? archive.length() : Files.size(file) - archive.skip();
                pieces.add(
                        new Piece(file, archive.start(), archive.start() + length, archive.skip(), archive.zipped()));
            }
        }
        Collections.reverse(pieces);
        return pieces;
    }
}
