package io.procmgr.os.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A piece of memory that C can read and write, filled from its beginning and reused. Grows by being replaced, so an
 * address holds only until {@link #reset}. Confined to one thread at a time.
 */
final class Memory {
    private static final int ALIGNMENT = 16;

    private ByteBuffer buffer;
    private long base;
    private int used;

    Memory(int bytes) {
        allocate(bytes);
    }

    private void allocate(int bytes) {
        buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        base = Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    /** Forgets what was put here, and makes sure that so many bytes fit. */
    void reset(int bytes) {
        used = 0;
        if (bytes > buffer.capacity()) {
            allocate(Math.max(bytes, 2 * buffer.capacity()));
        }
    }

    /** Takes so many bytes, aligned; their content is what was there before. */
    long take(int bytes) {
        int at = (used + ALIGNMENT - 1) & -ALIGNMENT;
        used = at + bytes;
        if (used > buffer.capacity()) {
            throw new IllegalStateException("not enough memory was asked for (bytes=" + used + ")");
        }
        return base + at;
    }

    /** Takes zeroed bytes. */
    long zeroed(int bytes) {
        long address = take(bytes);
        int at = offset(address);
        for (int i = 0; i < bytes; i++) {
            buffer.put(at + i, (byte) 0);
        }
        return address;
    }

    /** A C string. */
    long string(byte[] text) {
        long address = take(text.length + 1);
        int at = offset(address);
        buffer.put(at, text);
        buffer.put(at + text.length, (byte) 0);
        return address;
    }

    /** An array of C strings that ends in a null pointer, as {@code execve} takes them. */
    long strings(List<byte[]> texts) {
        long array = take(Long.BYTES * (texts.size() + 1));
        int at = offset(array);
        for (byte[] text : texts) {
            buffer.putLong(at, string(text));
            at += Long.BYTES;
        }
        buffer.putLong(at, 0);
        return array;
    }

    /** What {@link #strings} needs at most. */
    static int bytesFor(List<byte[]> texts) {
        int bytes = ALIGNMENT + Long.BYTES * (texts.size() + 1);
        for (byte[] text : texts) {
            bytes += ALIGNMENT + text.length + 1;
        }
        return bytes;
    }

    int getInt(long address) {
        return buffer.getInt(offset(address));
    }

    void putInt(long address, int value) {
        buffer.putInt(offset(address), value);
    }

    long getLong(long address) {
        return buffer.getLong(offset(address));
    }

    void putLong(long address, long value) {
        buffer.putLong(offset(address), value);
    }

    short getShort(long address) {
        return buffer.getShort(offset(address));
    }

    void putShort(long address, short value) {
        buffer.putShort(offset(address), value);
    }

    void putBytes(long address, byte[] bytes) {
        buffer.put(offset(address), bytes);
    }

    byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        buffer.get(offset(address), bytes);
        return bytes;
    }

    private int offset(long address) {
        return (int) (address - base);
    }
}
