package io.procmgr.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Bytes of files at a place, whole. */
final class Bytes {
    private static final int BLOCK = 64 * 1024;

    private Bytes() {}

    /** So many, or those up to the end of the file. */
    static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, offset + buffer.position());
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    static void write(FileChannel channel, long offset, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, offset + buffer.position());
        }
    }

    /** Copies in the kernel, from a place on; returns how many, fewer only if the file ends. */
    static long copy(FileChannel from, long offset, long length, FileChannel to) throws IOException {
        long copied = 0;
        while (copied < length) {
            long some = from.transferTo(offset + copied, length - copied, to);
            if (some <= 0) {
                return copied;
            }
            copied += some;
        }
        return copied;
    }

    /** Whether so many bytes from there on are the same in both. */
    static boolean same(FileChannel one, long offset, FileChannel other, long otherOffset, long length)
            throws IOException {
        for (long at = 0; at < length; at += BLOCK) {
            int some = (int) Math.min(BLOCK, length - at);
            byte[] block = read(one, offset + at, some);
            if (block.length < some || !Arrays.equals(block, read(other, otherOffset + at, some))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file begins with these. */
    static boolean begins(FileChannel channel, byte[] head) throws IOException {
        return head.length == 0 || Arrays.equals(read(channel, 0, head.length), head);
    }
}
