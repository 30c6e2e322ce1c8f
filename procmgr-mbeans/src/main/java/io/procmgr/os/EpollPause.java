package io.procmgr.os;

import io.procmgr.os.linux.Epoll;
import io.procmgr.os.linux.ErrnoException;
import java.lang.System.Logger.Level;

/**
 * Waits in the kernel, for descriptors too: whoever wants to know of one is called, on the event loop, when it becomes
 * readable.
 */
final class EpollPause implements Pause {
    private static final System.Logger LOG = System.getLogger("procmgr");
    private static final long NANOS = 1_000_000;

    private final Epoll epoll;
    private Runnable[] handlers = new Runnable[64];

    EpollPause() throws ErrnoException {
        epoll = new Epoll();
    }

    /** Calls the handler whenever the descriptor is readable, perhaps once in vain. On the loop only. */
    void whenReadable(int descriptor, Runnable handler) throws ErrnoException {
        makeRoom(descriptor);
        epoll.add(descriptor);
        handlers[descriptor] = handler;
    }

    /** Calls the handler when the descriptor hangs up. On the loop only. */
    void whenHungUp(int descriptor, Runnable handler) throws ErrnoException {
        makeRoom(descriptor);
        epoll.addHangUp(descriptor);
        handlers[descriptor] = handler;
    }

    private void makeRoom(int descriptor) {
        if (descriptor >= handlers.length) {
            Runnable[] more = new Runnable[Math.max(descriptor + 1, 2 * handlers.length)];
            System.arraycopy(handlers, 0, more, 0, handlers.length);
            handlers = more;
        }
    }

    /** To be called before the descriptor is closed. On the loop only. */
    void forget(int descriptor) {
        epoll.remove(descriptor);
        handlers[descriptor] = null;
    }

    @Override
    public void await(long nanos) {
        // rounded up: a timer is never early
        long millis = nanos == FOREVER ? -1 : Math.min((nanos + NANOS - 1) / NANOS, Integer.MAX_VALUE);
        try {
            int ready = epoll.await((int) millis);
            for (int i = 0; i < ready; i++) {
                int descriptor = epoll.descriptor(i);
                if (descriptor >= 0) {
                    call(handlers[descriptor]);
                }
            }
        } catch (ErrnoException e) {
            throw new IllegalStateException("cannot wait for events", e);
        }
    }

    private static void call(Runnable handler) {
        try {
            // one that was forgotten while this batch was dealt with
            if (handler != null) {
                handler.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a handler of the event loop failed", e);
        }
    }

    @Override
    public void wake() {
        epoll.wake();
    }

    @Override
    public void close() {
        epoll.close();
    }
}
