package io.procmgr.os.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;

/** A call failed; the message is the system's own for its error number, such as {@code Permission denied}. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1;

    private final int number;

    ErrnoException(int number) {
        super(new Pointer(Calls.strerror(number)).getString(0));
        this.number = number;
    }

    /** That of the calling thread's last call. */
    static ErrnoException last() {
        return new ErrnoException(Native.getLastError());
    }

    /** The error number ({@code man 3 errno}). */
    public int number() {
        return number;
    }

    public boolean is(Errno error) {
        return error.number() == number;
    }
}
