package io.procmgr.output;

/** Where lines and characters end in bytes that may begin and end anywhere. */
final class Lines {
    /** The longest UTF-8 sequence has one byte more. */
    private static final int CONTINUATION_BYTES = 3;

    private Lines() {}

    static int count(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    /** How many bytes are whole lines; if there is none, whole characters. */
    static int whole(byte[] bytes) {
        int start = lastStart(bytes);
        return start > 0 ? start : wholeCharacters(bytes);
    }

    /** Where the last line begins, which may have no byte yet. */
    static int lastStart(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }

    /** Leaves a sequence that has only begun to the next read, unless there is nothing else. */
    private static int wholeCharacters(byte[] bytes) {
        for (int back = 1; back <= Math.min(CONTINUATION_BYTES, bytes.length - 1); back++) {
            int b = bytes[bytes.length - back] & 0xff;
            if (b >= 0xc0) {
                int sequence = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return sequence > back ? bytes.length - back : bytes.length;
            }
            if (b < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }
}
