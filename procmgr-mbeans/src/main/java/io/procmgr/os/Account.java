package io.procmgr.os;

/**
 * A user as the system knows it.
 *
 * @param name empty for a number without an account
 * @param home working directory at login
 * @param shell login shell
 */
record Account(String name, long uid, long gid, String home, String shell) {
    /** Reads a line of {@code passwd(5)}. */
    static Account parse(String line) {
        String[] fields = line.strip().split(":", -1);
        if (fields.length < 7) {
            throw new IllegalArgumentException("a line of passwd has 7 fields (line=" + line.strip() + ")");
        }
        return new Account(fields[0], Long.parseLong(fields[2]), Long.parseLong(fields[3]), fields[5], fields[6]);
    }
}
