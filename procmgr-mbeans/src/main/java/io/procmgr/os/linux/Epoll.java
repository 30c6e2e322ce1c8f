package io.procmgr.os.linux;

/**
 * Waits for descriptors to become readable ({@code man 7 epoll}). {@link #wake} may be called by any
 * thread, all else by one.
 */
public final class Epoll implements AutoCloseable {
    private static final int MOST = 256;

    private final Architecture architecture;
    private final Memory memory;
    private final long events;
    private final long event;
    private final Memory wakeMemory = new Memory(Long.BYTES * 2);
    private final long one;
    private final int epoll;
    private final int wake;

    /** @throws ErrnoException if the system gives no more descriptors */
    public Epoll() throws ErrnoException {
        architecture = Linux.architecture();
        memory = new Memory(architecture.epollEventBytes * (MOST + 2));
        events = memory.take(architecture.epollEventBytes * MOST);
        event = memory.take(architecture.epollEventBytes);
        one = wakeMemory.take(Long.BYTES);
        wakeMemory.putLong(one, 1);
        epoll = Calls.checked(Calls.epoll_create1(Constants.O_CLOEXEC));
        wake = Calls.checked(Calls.eventfd(0, Constants.O_CLOEXEC | Constants.O_NONBLOCK));
        // each write is told once: nobody has to read it
        add(wake, Constants.EPOLLIN | Constants.EPOLLET);
    }

    /** Reports the descriptor as long as it is readable. */
    public void add(int descriptor) throws ErrnoException {
        add(descriptor, Constants.EPOLLIN);
    }

    /** Reports the descriptor once it hangs up, which a pidfd does when the parent has taken notice of the end. */
    public void addHangUp(int descriptor) throws ErrnoException {
        add(descriptor, 0);
    }

    private void add(int descriptor, int kinds) throws ErrnoException {
        memory.putInt(event, kinds);
        memory.putLong(event + architecture.epollDataOffset, descriptor);
        Calls.checked(Calls.epoll_ctl(epoll, Constants.EPOLL_CTL_ADD, descriptor, event));
    }

    /** Reports it no more; to be called before it is closed. */
    public void remove(int descriptor) {
        Calls.epoll_ctl(epoll, Constants.EPOLL_CTL_DEL, descriptor, 0);
    }

    /**
     * Waits for readable descriptors, for {@link #wake}, or for the time to pass.
     *
     * @param millis −1: as long as it takes
     * @return how many are readable: {@link #descriptor} tells which
     */
    public int await(int millis) throws ErrnoException {
        int ready = Calls.epoll_wait(epoll, events, MOST, millis);
        if (ready >= 0) {
            return ready;
        }
        ErrnoException failure = ErrnoException.last();
        if (failure.is(Errno.EINTR)) {
            return 0;
        }
        throw failure;
    }

    /** One of those that the last {@link #await} found; −1 if it was only woken. */
    public int descriptor(int index) {
        int descriptor = (int)
                memory.getLong(events + (long) index * architecture.epollEventBytes + architecture.epollDataOffset);
        return descriptor == wake ? -1 : descriptor;
    }

    /** Ends the present or the next {@link #await}. */
    public void wake() {
        Calls.write(wake, one, Long.BYTES);
    }

    /** Not to be called while another thread waits. */
    @Override
    public void close() {
        Calls.close(wake);
        Calls.close(epoll);
    }
}
