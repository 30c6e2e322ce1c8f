package io.procmgr.os;

import io.procmgr.os.linux.Descriptors;
import io.procmgr.supervise.LaunchRequest;
import java.util.Optional;

/** The socket that a child gets as its descriptor 3. */
sealed interface HandedSocket {
    HandedSocket NONE = new None();

    /** Its descriptor, or −1. Called on a spawner, once. */
    int open(LaunchRequest request, Optional<Identity> identity) throws LaunchException;

    /** The child has it, or there is none. */
    void handedOver();

    /** No socket. */
    record None() implements HandedSocket {
        @Override
        public int open(LaunchRequest request, Optional<Identity> identity) {
            return -1;
        }

        @Override
        public void handedOver() {
            // there was nothing
        }
    }

    /** The socket on which the job listens; it stays with the supervisor. */
    record Listening(ListeningSockets sockets) implements HandedSocket {
        @Override
        public int open(LaunchRequest request, Optional<Identity> identity) throws LaunchException {
            return sockets.open(request, identity);
        }

        @Override
        public void handedOver() {
            // for the next run, too
        }
    }

    /** A connection; it is the child's alone. */
    record Accepted(int descriptor) implements HandedSocket {
        @Override
        public int open(LaunchRequest request, Optional<Identity> identity) {
            return descriptor;
        }

        @Override
        public void handedOver() {
            Descriptors.close(descriptor);
        }
    }
}
