package io.procmgr.output;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Where a live file is divided: what is before {@code end} is archived.
 *
 * @param boundary a multiple of the file system's unit: so much is taken away; 0 if the file is too short for that
 * @param end of the archived part, at or beyond the boundary
 * @param whole whether that is the end of a line
 */
record Cut(long boundary, long end, boolean whole) {
    static final Cut NONE = new Cut(0, 0, true);

    /** How far back a line's end is looked for; a line that is longer may be cut. */
    static final int LONGEST_LINE = 1 << 20;

    /** A marker takes the place of the end of a line. */
    private static final int SHORTEST_MARKER = 2;

    /**
     * Divides the file at the last unit in which a line ends.
     *
     * @param skip how many bytes at its beginning are not archived
     */
    static Cut of(FileChannel live, long size, long unit, long skip) throws IOException {
        // what is taken away has to end before the end of the file
        long last = (size - 1) / unit * unit;
        for (long boundary = last; boundary > skip && boundary > last - LONGEST_LINE; boundary -= unit) {
            byte[] bytes = Bytes.read(live, boundary, (int) Math.min(unit, size - boundary));
            for (int i = SHORTEST_MARKER - 1; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    return new Cut(boundary, boundary + i + 1, true);
                }
            }
        }
        return last > skip && size > LONGEST_LINE ? new Cut(last, last, false) : NONE;
    }
}
