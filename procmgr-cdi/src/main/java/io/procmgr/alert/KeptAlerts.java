package io.procmgr.alert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file of alerts that are not sent yet: replaced as a whole, so that one that was cut off is never read. */
final class KeptAlerts {
    private static final int VERSION = 1;
    private static final int MOST_SENT = 100_000;

    private final Path file;

    KeptAlerts(Path file) {
        this.file = file;
    }

    /**
     * What was kept; nothing if there is no file.
     *
     * @throws IOException if it cannot be read or is not of this form
     */
    Map<String, Backlog.Kept> read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != VERSION) {
                throw new IOException("it is of another version");
            }
            Map<String, Backlog.Kept> all = new HashMap<>();
            for (int channels = in.readInt(); channels > 0; channels--) {
                String channel = in.readUTF();
                List<Alert> alerts = new ArrayList<>();
                for (int i = atMost(in.readInt(), Backlog.MOST); i > 0; i--) {
                    alerts.add(new Alert(in.readLong(), in.readUTF(), in.readUTF(), in.readUTF()));
                }
                long omitted = in.readLong();
                List<Long> sent = new ArrayList<>();
                for (int i = atMost(in.readInt(), MOST_SENT); i > 0; i--) {
                    sent.add(in.readLong());
                }
                all.put(channel, new Backlog.Kept(alerts, omitted, sent));
            }
            return all;
        }
    }

    private static int atMost(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("it is damaged (count=" + count + ")");
        }
        return count;
    }

    static byte[] bytes(Map<String, Backlog> backlogs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeInt(backlogs.size());
            for (Map.Entry<String, Backlog> entry : backlogs.entrySet()) {
                Backlog.Kept kept = entry.getValue().kept();
                out.writeUTF(entry.getKey());
                out.writeInt(kept.alerts().size());
                for (Alert alert : kept.alerts()) {
                    out.writeLong(alert.timeMillis());
                    out.writeUTF(alert.job());
                    out.writeUTF(alert.trigger());
                    out.writeUTF(alert.text());
                }
                out.writeLong(kept.omitted());
                out.writeInt(kept.sent().size());
                for (long time : kept.sent()) {
                    out.writeLong(time);
                }
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Replaces the file, which only its owner can read. */
    void write(byte[] bytes) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
