package io.procmgr.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * Who may read a log, and to whom it belongs: the same goes for its archives. A directory may belong to a user who puts a
 * link or another file under a name at any moment, so it is taken from the very file that was opened, and no link is
 * followed where it is given.
 *
 * @param permissions of the file
 * @param uid of its owner
 * @param gid of its group
 */
record Likeness(Set<PosixFilePermission> permissions, int uid, int gid) {
    private static final LinkOption NO_LINK = LinkOption.NOFOLLOW_LINKS;

    /** Nobody else has it open before it has its owner and its mode. */
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    Likeness {
        permissions = Set.copyOf(permissions);
    }

    /**
     * Of the file under that name.
     *
     * @param inode which file it is to be
     */
    static Likeness of(Path file, long inode) throws IOException {
        Map<String, Object> found = Files.readAttributes(file, "unix:ino,permissions,uid,gid", NO_LINK);
        if (!found.get("ino").equals(inode)) {
            throw new IOException("it was replaced meanwhile (inode=" + found.get("ino") + ", expected=" + inode + ")");
        }
        @SuppressWarnings("unchecked")
        Set<PosixFilePermission> permissions = (Set<PosixFilePermission>) found.get("permissions");
        return new Likeness(permissions, (int) found.get("uid"), (int) found.get("gid"));
    }

    /** Makes a file that is like it, to be written to. */
    FileChannel create(Path file) throws IOException {
        FileChannel made = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NO_LINK), OWNER_ONLY);
        try {
            give(file);
            return made;
        } catch (IOException e) {
            made.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private void give(Path file) throws IOException {
        // opens it without following a link, and changes what it has opened
        Files.getFileAttributeView(file, PosixFileAttributeView.class, NO_LINK).setPermissions(permissions);
        Map<String, Object> has = Files.readAttributes(file, "unix:uid,gid", NO_LINK);
        give(file, "unix:gid", gid, has.get("gid"));
        give(file, "unix:uid", uid, has.get("uid"));
    }

    private static void give(Path file, String attribute, Object wanted, Object has) {
        try {
            if (!wanted.equals(has)) {
                Files.setAttribute(file, attribute, wanted, NO_LINK);
            }
        } catch (IOException e) {
            // a log of somebody else that our group may write to: the archive is ours
            return;
        }
    }
}
