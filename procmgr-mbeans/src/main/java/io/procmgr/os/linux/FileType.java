package io.procmgr.os.linux;

/** What kind of file an inode is ({@code man 7 inode}). */
public enum FileType {
    REGULAR,
    DIRECTORY,
    FIFO,
    OTHER;

    static FileType of(short mode) {
        return switch (mode & Constants.S_IFMT) {
            case Constants.S_IFREG -> REGULAR;
            case Constants.S_IFDIR -> DIRECTORY;
            case Constants.S_IFIFO -> FIFO;
            default -> OTHER;
        };
    }
}
