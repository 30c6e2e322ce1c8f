package io.procmgr.os.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A socket that takes messages of this host, as systemd has one for its services. */
public final class DatagramReceiver implements AutoCloseable {
    private static final int CLOCK_MONOTONIC = 1;
    private static final int LONGEST = 4096;

    static {
        JnaLibrary.bind(DatagramReceiver.class);
    }

    private final String name;
    private final int socket;
    private final List<String> received = new ArrayList<>();

    private DatagramReceiver(String name) throws IOException {
        this.name = name;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        bytes[0] = name.charAt(0) == '@' ? 0 : bytes[0];
        Memory memory = new Memory(256);
        long address = memory.zeroed(Sockets.LOCAL_BYTES);
        memory.putShort(address, (short) Constants.AF_UNIX);
        memory.putBytes(address + Sockets.LOCAL_PATH, bytes);
        socket = Calls.checked(
                socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.O_CLOEXEC | Constants.O_NONBLOCK, 0));
        Calls.checked(bind(socket, address, Sockets.LOCAL_PATH + bytes.length));
    }

    private static native int socket(int domain, int type, int protocol);

    private static native int bind(int socket, long address, int bytes);

    private static native int clock_gettime(int clock, long time);

    /** One with a file. */
    public static DatagramReceiver at(Path path) throws IOException {
        return new DatagramReceiver(path.toString());
    }

    /** One whose name belongs to the system's network alone. */
    public static DatagramReceiver abstractOne() throws IOException {
        return new DatagramReceiver("@procmgr-test/" + UUID.randomUUID());
    }

    /** As it stands in {@code NOTIFY_SOCKET}. */
    public String name() {
        return name;
    }

    /** All messages so far, the oldest first. */
    public List<String> messages() {
        Memory memory = new Memory(LONGEST);
        long buffer = memory.take(LONGEST);
        long length = Calls.read(socket, buffer, LONGEST);
        while (length > 0) {
            received.add(new String(memory.bytes(buffer, (int) length), StandardCharsets.UTF_8));
            length = Calls.read(socket, buffer, LONGEST);
        }
        return List.copyOf(received);
    }

    /** The time of the clock by which systemd goes, in microseconds. */
    public static long monotonicMicros() throws IOException {
        Memory memory = new Memory(2 * Long.BYTES);
        long time = memory.zeroed(2 * Long.BYTES);
        Calls.checked(clock_gettime(CLOCK_MONOTONIC, time));
        return memory.getLong(time) * 1_000_000 + memory.getLong(time + Long.BYTES) / 1_000;
    }

    @Override
    public void close() throws IOException {
        Calls.close(socket);
        if (name.charAt(0) != '@') {
            Files.deleteIfExists(Path.of(name));
        }
    }
}
