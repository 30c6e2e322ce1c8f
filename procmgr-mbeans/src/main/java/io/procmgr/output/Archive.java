package io.procmgr.output;

/**
 * An archived part of a log. Its name is not kept, since it changes: it is known by its inode.
 *
 * @param inode of the file
 * @param start place in the log of its first line
 * @param skip how many bytes of the file come before that
 * @param length of the part in bytes, uncompressed; may have grown since if the file was renamed while its writer had it
 * @param zipped whether the file is compressed
 */
record Archive(long inode, long start, int skip, long length, boolean zipped) {
    Archive {
        if (start < 0 || skip < 0 || length < 0 || zipped && skip > 0) {
            throw new IllegalArgumentException("an archive has a place and a length (start=" + start + ", skip=" + skip
                    + ", length=" + length + ")");
        }
    }

    /** The same part, compressed, with so many bytes before that. */
    Archive zippedAs(long newInode, long bytes) {
        return new Archive(newInode, start, 0, bytes, true);
    }
}
