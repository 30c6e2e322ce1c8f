package io.procmgr.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code <job>.job}: the keys of the one job that the file is named after, without prefix. {@code defaults.job}
 * holds keys for every job.
 */
final class JobFile {
    static final String ENDING = ".job";
    private static final String DEFAULTS = "defaults";

    private JobFile() {}

    /**
     * Reads one.
     *
     * @param fileName without directory; the name in it may be percent-encoded, as in {@code JobName.encoded}
     */
    static Definitions parse(String name, String fileName, byte[] bytes, Variables variables, KnownJobs known) {
        Findings findings = new Findings(name);
        String stem = fileName.substring(0, fileName.length() - ENDING.length());
        Optional<String> decoded = decode(stem);
        if (decoded.isEmpty()) {
            findings.error(0, "", "must be named after its job: % and two hexadecimal digits encode a byte");
        }
        boolean common = stem.equals(DEFAULTS);
        PropertyJob job = new PropertyJob(common ? "" : decoded.orElse(stem), findings.origin(1), findings, variables);
        for (PropertyLine line : PropertyLines.read(SourceText.decode(bytes, findings))) {
            Optional<String> key = line.plainKey();
            if (key.isPresent()) {
                job.add(key.get(), new PropertyText.Line(line, name));
            } else {
                findings.error(line.line(), line.key(), "has a malformed \\u escape in its key");
            }
        }
        List<Definition> jobs = common || decoded.isEmpty() ? List.of() : List.of(job.definition(known));
        return new Definitions(name, jobs, common ? job.values() : List.of(), findings.problems());
    }

    /** The job's name; empty if a percent sign does not encode a byte of UTF-8. */
    private static Optional<String> decode(String stem) {
        byte[] encoded = stem.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.put(encoded[i]);
                continue;
            }
            boolean complete = i + 2 < encoded.length;
            int high = complete ? Character.digit(encoded[i + 1], 16) : -1;
            int low = complete ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
