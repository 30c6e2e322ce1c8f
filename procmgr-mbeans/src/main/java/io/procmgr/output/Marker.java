package io.procmgr.output;

/**
 * What stands at the beginning of a live file in place of the end of the last line of its newest archive, where that line
 * does not end at a block of the file system: blanks or tabs and a newline.
 *
 * @param bytes how many in all; 0: there is none
 * @param fill what all of them are but the last one
 */
record Marker(int bytes, byte fill) {
    static final Marker NONE = new Marker(0, (byte) ' ');

    Marker {
        if (bytes < 0 || bytes == 1 || fill != ' ' && fill != '\t') {
            throw new IllegalArgumentException(
                    "a marker has no byte or at least two, blanks or tabs (bytes=" + bytes + ", fill=" + fill + ")");
        }
    }

    /** One that the file does not begin with now, so that its presence proves that the head was taken away. */
    static Marker unlike(byte first, int bytes) {
        return new Marker(bytes, (byte) (first == ' ' ? '\t' : ' '));
    }

    byte[] text() {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes - 1; i++) {
            text[i] = fill;
        }
        if (bytes > 0) {
            text[bytes - 1] = '\n';
        }
        return text;
    }
}
