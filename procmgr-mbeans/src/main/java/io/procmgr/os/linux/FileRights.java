package io.procmgr.os.linux;

import java.nio.charset.StandardCharsets;

/**
 * Gives the calling thread, and no other, the rights of another user when it opens files, and takes them back
 * ({@code man 2 setfsuid}). The C library's own {@code setgroups} would change every thread.
 */
public final class FileRights {
    private static final int SAME = -1;
    private static final int MOST_GROUPS = 65_536;

    private FileRights() {}

    /** What opens the files. */
    public interface Opening<T, E extends Exception> {
        T open() throws E;
    }

    /**
     * Opens with the rights of a user. Only for a supervisor whose own user is root: for others the kernel leaves
     * capabilities in place that outweigh the user.
     *
     * @param groups supplementary groups
     * @throws ErrnoException if the rights cannot be taken; then nothing was opened
     * @throws LostException if they cannot be given back
     */
    public static <T, E extends Exception> T as(int uid, int gid, int[] groups, Opening<T, E> opening)
            throws E, ErrnoException {
        Memory memory = new Memory(2 * Integer.BYTES * MOST_GROUPS + 64);
        long ownGroups = memory.take(Integer.BYTES * MOST_GROUPS);
        int number = Calls.checked(RightsCalls.getgroups(MOST_GROUPS, ownGroups));
        long wanted = memory.take(Integer.BYTES * Math.max(1, groups.length));
        for (int i = 0; i < groups.length; i++) {
            memory.putInt(wanted + (long) Integer.BYTES * i, groups[i]);
        }
        int dumpable = RightsCalls.prctl(Constants.PR_GET_DUMPABLE, 0, 0, 0, 0);
        setGroups(groups.length, wanted);
        int ownGid = RightsCalls.setfsgid(gid);
        int ownUid = RightsCalls.setfsuid(uid);
        try {
            if (RightsCalls.setfsuid(SAME) != uid || RightsCalls.setfsgid(SAME) != gid) {
                throw new ErrnoException(1);
            }
            return opening.open();
        } finally {
            RightsCalls.setfsuid(ownUid);
            RightsCalls.setfsgid(ownGid);
            boolean restored = RightsCalls.setfsuid(SAME) == ownUid && RightsCalls.setfsgid(SAME) == ownGid;
            if (Calls.syscall(Linux.architecture().setgroups, number, ownGroups, 0, 0, 0) != 0 || !restored) {
                throw new LostException();
            }
            // the kernel takes a change of rights for a secret to be kept from debuggers and core files
            RightsCalls.prctl(Constants.PR_SET_DUMPABLE, dumpable, 0, 0, 0);
        }
    }

    /** The calling thread could not take back its own rights, and must end. */
    public static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostException() {
            super("the thread cannot take back its own rights");
        }
    }

    /** The groups of an account, with that one as its own. */
    public static int[] groups(String account, int gid) {
        byte[] name = account.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(Integer.BYTES * MOST_GROUPS + name.length + 256);
        long user = memory.string(name);
        long number = memory.take(Integer.BYTES);
        long list = memory.take(Integer.BYTES * MOST_GROUPS);
        memory.putInt(number, MOST_GROUPS);
        RightsCalls.getgrouplist(user, gid, list, number);
        int[] groups = new int[memory.getInt(number)];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = memory.getInt(list + (long) Integer.BYTES * i);
        }
        return groups;
    }

    private static void setGroups(int number, long list) throws ErrnoException {
        Calls.checked(Calls.syscall(Linux.architecture().setgroups, number, list, 0, 0, 0));
    }
}
