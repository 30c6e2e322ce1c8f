package io.procmgr.os.linux;

/** What kind of file an inode is ({@code man 7 inode}). */
public enum FileType {
    REGULAR,
    DIRECTORY,
    FIFO,
    OTHER;

    static FileType of(short mode) {
        return switch (mode & 0170000) {
            case 0100000 -> REGULAR;
            case 0040000 -> DIRECTORY;
            case 0010000 -> FIFO;
            default -> OTHER;
        };
    }
}
