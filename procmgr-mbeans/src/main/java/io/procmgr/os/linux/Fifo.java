package io.procmgr.os.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** FIFOs, made and written to without ever waiting for anybody. */
public final class Fifo {
    private static final int MODE = 0600;

    static {
        JnaLibrary.bind(Fifo.class);
    }

    private Fifo() {}

    private static native int mkfifo(long path, int mode);

    /** Makes one of mode 0600. */
    public static void make(Path path) throws ErrnoException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(name.length + 1);
        Calls.checked(mkfifo(memory.string(name), MODE));
    }

    /**
     * Writes all of it or nothing.
     *
     * @param bytes at most 4096, which the kernel keeps together
     * @throws ErrnoException ENXIO if nobody reads it, EAGAIN if it has no room for all
     */
    public static void write(String path, byte[] bytes) throws ErrnoException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(name.length + bytes.length + 64);
        int flags = Constants.O_WRONLY | Constants.O_NONBLOCK | Constants.O_NOCTTY | Constants.O_CLOEXEC;
        int pipe = Calls.checked(
                Calls.openat(Constants.AT_FDCWD, memory.string(name), flags | Linux.architecture().noFollow, 0));
        try {
            Calls.checked(Calls.write(pipe, memory.string(bytes), bytes.length));
        } finally {
            Calls.close(pipe);
        }
    }
}
