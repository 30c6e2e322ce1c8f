package io.procmgr.state;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobRecord;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a journal, whatever somebody or a failing disk has made of it: lines that are whole count. */
final class JournalReader {
    private static final System.Logger LOG = System.getLogger("procmgr");

    /** A journal is written anew long before it is that big. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final Map<JobName, JobRecord> records = new LinkedHashMap<>();
    private Optional<String> boot = Optional.empty();
    private boolean ended;
    private int bad;
    private String firstBad = "";

    private JournalReader() {}

    static KeptRecords read(Path path, String bootId) throws IOException {
        JournalReader reader = new JournalReader();
        try {
            if (Files.size(path) > MOST_BYTES) {
                reader.notALine(1, "the file has more than " + MOST_BYTES + " bytes");
            } else {
                reader.take(Files.readAllBytes(path));
            }
        } catch (NoSuchFileException e) {
            return new KeptRecords(Map.of(), true);
        }
        reader.tell(path);
        return reader.kept(bootId);
    }

    /** What such a file tells; nobody is told what is wrong with it. */
    static KeptRecords read(byte[] file, String bootId) {
        JournalReader reader = new JournalReader();
        reader.take(file);
        return reader.kept(bootId);
    }

    private KeptRecords kept(String bootId) {
        // a header that cannot be read is no proof that the system was booted since
        if (boot.isPresent() && !boot.get().equals(bootId)) {
            records.replaceAll((job, record) -> record.atRest());
            return new KeptRecords(records, true);
        }
        return new KeptRecords(records, ended && bad == 0);
    }

    private void take(byte[] bytes) {
        int number = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (i > start) {
                    line(number, new String(bytes, start, i - start, StandardCharsets.UTF_8), i < bytes.length);
                }
                number++;
                start = i + 1;
            }
        }
    }

    private void line(int number, String line, boolean whole) {
        try {
            if (!whole) {
                throw new IllegalArgumentException("it is cut off");
            }
            text(JournalLine.text(line));
        } catch (IllegalArgumentException | ArithmeticException e) {
            notALine(number, e.getMessage());
        }
    }

    private void text(String text) {
        if (text.startsWith(JournalLine.HEADER)) {
            boot = Optional.of(
                    Fields.parse(text.substring(JournalLine.HEADER.length())).text("boot"));
        } else if (text.startsWith(JournalLine.REMOVED)) {
            records.remove(new JobName(
                    Fields.parse(text.substring(JournalLine.REMOVED.length())).text("job")));
        } else if (!text.equals(JournalLine.ENDED)) {
            JobRecord record = RecordText.parse(text);
            records.put(record.job(), record);
        }
        ended = text.equals(JournalLine.ENDED);
    }

    private void notALine(int number, String why) {
        bad++;
        if (firstBad.isEmpty()) {
            firstBad = "line " + number + ": " + why;
        }
    }

    /** The damaged file is kept beside: it is written anew at once. */
    private void tell(Path path) {
        if (bad > 0) {
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot read " + bad + (bad == 1 ? " line" : " lines") + " of " + path + " (" + firstBad
                            + "): goes on with the " + records.size() + " jobs of the others, and looks for processes"
                            + " by their mark; " + copy(path));
        }
    }

    private static String copy(Path path) {
        Path copy = path.resolveSibling(path.getFileName() + ".damaged");
        try {
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            return "a copy is " + copy;
        } catch (IOException e) {
            return "there is no copy: " + e.getMessage();
        }
    }
}
