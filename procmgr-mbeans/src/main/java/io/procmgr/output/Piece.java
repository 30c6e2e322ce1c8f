package io.procmgr.output;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/**
 * A file that holds a part of a log.
 *
 * @param file plain or compressed
 * @param start place in the log of its first line
 * @param end place behind its last byte
 * @param skip how many bytes of the file come before the first line
 * @param zipped whether it is compressed
 */
record Piece(Path file, long start, long end, int skip, boolean zipped) {

    /** Bytes from a place on; fewer at the end. */
    byte[] read(long place, int most) throws IOException {
        int length = (int) Math.min(most, end - place);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return zipped ? unzip(channel, place, length) : Bytes.read(channel, place - start + skip, length);
        }
    }

    private byte[] unzip(FileChannel channel, long place, int length) throws IOException {
        try (InputStream text = new GZIPInputStream(new BufferedInputStream(Channels.newInputStream(channel)))) {
            text.skipNBytes(place - start);
            return text.readNBytes(length);
        } catch (EOFException e) {
            throw new IOException("it ends before it should (file=" + file + ")", e);
        }
    }
}
