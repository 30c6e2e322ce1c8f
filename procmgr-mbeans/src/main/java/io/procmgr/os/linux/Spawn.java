package io.procmgr.os.linux;

import java.util.List;

/**
 * Makes processes by {@code posix_spawn}: each leads a session of its own, with every signal unblocked and at its default.
 * Confined to one thread at a time.
 */
public final class Spawn {
    private static final int PAGE = 4096;

    private final Memory fixed = new Memory(4 * Calls.OPAQUE_BYTES + PAGE);
    private final Memory words = new Memory(4 * PAGE);
    private final long attributes = fixed.zeroed(Calls.OPAQUE_BYTES);
    private final long actions = fixed.zeroed(Calls.OPAQUE_BYTES);
    private final long pid = fixed.take(Integer.BYTES);

    public Spawn() throws ErrnoException {
        long signals = fixed.zeroed(Calls.OPAQUE_BYTES);
        returned(Calls.posix_spawnattr_init(attributes));
        Calls.sigemptyset(signals);
        returned(Calls.posix_spawnattr_setsigmask(attributes, signals));
        Calls.sigfillset(signals);
        returned(Calls.posix_spawnattr_setsigdefault(attributes, signals));
        returned(Calls.posix_spawnattr_setflags(attributes, (short)
                (Constants.POSIX_SPAWN_SETSIGDEF | Constants.POSIX_SPAWN_SETSIGMASK | Constants.POSIX_SPAWN_SETSID)));
    }

    /**
     * Makes a process; returns once its program has begun.
     *
     * @param program path of the file, meant in {@code directory} if relative
     * @param arguments from argument 0
     * @param environment {@code NAME=value}
     * @param directory descriptor of its working directory
     * @param descriptors become its descriptors 0, 1, 2 …; all others are closed; none of them below 6
     * @return its pid; it is the caller's to wait for
     * @throws ErrnoException if no process was made, or it could not become the program
     */
    public int start(
            byte[] program, List<byte[]> arguments, List<byte[]> environment, int directory, int... descriptors)
            throws ErrnoException {
        List<byte[]> path = List.of(program);
        words.reset(Memory.bytesFor(arguments) + Memory.bytesFor(environment) + Memory.bytesFor(path) + PAGE);
        long argv = words.strings(arguments);
        long envp = words.strings(environment);
        long file = words.string(program);
        returned(Calls.posix_spawn_file_actions_init(actions));
        try {
            returned(Calls.posix_spawn_file_actions_addfchdir_np(actions, directory));
            for (int target = 0; target < descriptors.length; target++) {
                returned(Calls.posix_spawn_file_actions_adddup2(actions, descriptors[target], target));
            }
            returned(Calls.posix_spawn_file_actions_addclosefrom_np(actions, descriptors.length));
            returned(Calls.posix_spawn(pid, file, actions, attributes, argv, envp));
            return fixed.getInt(pid);
        } finally {
            Calls.posix_spawn_file_actions_destroy(actions);
        }
    }

    /** These functions return their error. */
    private static void returned(int error) throws ErrnoException {
        if (error != 0) {
            throw new ErrnoException(error);
        }
    }
}
