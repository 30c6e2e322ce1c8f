package io.procmgr.output;

/**
 * A place in a file: {@code <file id>:<offset>}.
 *
 * @param fileId tells a file from the one that takes its name after a rotation
 * @param offset in bytes
 */
record Cursor(String fileId, long offset) {

    /** @throws IllegalArgumentException if the text is no cursor */
    static Cursor parse(String text) {
        int colon = text.lastIndexOf(':');
        String offset = text.substring(colon + 1);
        if (colon < 1 || !offset.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(
                    "a cursor is empty or one that an earlier call gave (cursor=" + text + ")");
        }
        return new Cursor(text.substring(0, colon), Long.parseLong(offset));
    }

    @Override
    public String toString() {
        return fileId + ":" + offset;
    }
}
