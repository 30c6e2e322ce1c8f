package io.procmgr.os;

import io.procmgr.job.InputSource;
import io.procmgr.job.LogTarget;
import io.procmgr.job.OutputRule;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.Errno;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Fifo;
import io.procmgr.os.linux.FileRights;
import io.procmgr.supervise.LaunchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The working directory and the three files of a child, opened by the supervisor with the rights of the job: a link in a
 * user's directory lends that user nothing. To be closed once the child has them.
 */
final class StandardFiles implements AutoCloseable {
    private static final String DEV_NULL = "/dev/null";
    private static final int OWN_OUTPUT = 1;
    private static final int OWN_ERROR = 2;

    private final Descriptors descriptors;
    private final LaunchRequest request;
    private final OutputRule rule;
    private final Optional<Identity> identity;
    private final int devNull;
    private final List<Integer> opened = new ArrayList<>(4);
    private boolean ownLogs;
    private int directory;
    private int input;
    private int output;
    private int error;
    private OptionalInt context = OptionalInt.empty();
    private Fault fault;
    private volatile Optional<Path> place = Optional.empty();

    /** The file at which it failed, and whether that was to be read. */
    private record Fault(Path file, boolean input) {}

    /**
     * Opens nothing yet.
     *
     * @param identity empty for a job that keeps the supervisor's rights
     * @param devNull a descriptor of {@code /dev/null}, open for reading and writing
     */
    StandardFiles(Descriptors descriptors, LaunchRequest request, Optional<Identity> identity, int devNull) {
        this.descriptors = descriptors;
        this.request = request;
        this.rule = request.execution().output();
        this.identity = identity;
        this.devNull = devNull;
    }

    int directory() {
        return directory;
    }

    int input() {
        return input;
    }

    int output() {
        return output;
    }

    int error() {
        return request.logs().separate() ? error : output;
    }

    /** The context, for a job that gets it as a descriptor. */
    OptionalInt context() {
        return context;
    }

    /** The directory in which a file is being opened; may be asked by any thread, while {@link #open} goes on. */
    Optional<Path> place() {
        return place;
    }

    @Override
    public void close() {
        opened.forEach(Descriptors::close);
        opened.clear();
    }

    /** Opens all, or names the one that cannot be opened; {@link #close} is due either way. */
    void open() throws LaunchException {
        openDirectory();
        ownLogs = OwnLogs.give(request, identity).isPresent() || identity.isEmpty();
        try {
            openPipe();
            openContext();
            openOutputs(false);
            if (identity.isEmpty()) {
                openOfJob();
            } else {
                openAs(identity.get());
            }
        } catch (ErrnoException e) {
            throw explain(e);
        }
    }

    private void openDirectory() throws LaunchException {
        place = Optional.of(request.directory());
        try {
            directory = keep(descriptors.directory(request.directory().toString()));
        } catch (ErrnoException e) {
            Preflight.directory(request.directory());
            throw new LaunchException("cannot enter the directory " + request.directory() + ": " + e.getMessage(), e);
        }
    }

    /** Opened for a job of another user, who may not enter its directory. */
    private void openContext() throws LaunchException, ErrnoException {
        ContextFile.write(request, identity);
        if (request.context().isPresent() && identity.isPresent()) {
            at(request.context().get(), true);
            context = OptionalInt.of(
                    keep(descriptors.input(directory, request.context().get().toString())));
        }
    }

    /** It lies in the state directory, which only the supervisor may enter. */
    private void openPipe() throws LaunchException, ErrnoException {
        if (request.pipe().isPresent()) {
            Path pipe = request.pipe().get();
            at(pipe, true);
            InputPipe.give(pipe, identity, Fifo::make);
            input = keep(descriptors.input(directory, pipe.toString()));
        }
    }

    private void openAs(Identity user) throws ErrnoException {
        String name = user.account().name();
        int[] groups = name.isEmpty() ? new int[0] : FileRights.groups(name, (int) user.gid());
        FileRights.as((int) user.account().uid(), (int) user.gid(), groups, () -> {
            openOfJob();
            return null;
        });
    }

    /** What the job's definition names. */
    private void openOfJob() throws ErrnoException {
        if (request.execution().input() instanceof InputSource.File file) {
            String name = file.path().toString();
            at(request.directory().resolve(name), true);
            input = name.equals(DEV_NULL) ? devNull : keep(descriptors.input(directory, name));
        }
        openOutputs(true);
    }

    private void openOutputs(boolean ofJob) throws ErrnoException {
        if (isOfJob(rule.out()) == ofJob) {
            output = target(rule.out(), request.logs().out(), OWN_OUTPUT);
        }
        if (request.logs().separate() && isOfJob(rule.error()) == ofJob) {
            error = target(rule.error(), request.logs().error(), OWN_ERROR);
        }
    }

    /** Default logs lie in the supervisor's own directory, which the job's user may not even enter. */
    private boolean isOfJob(LogTarget target) {
        return target instanceof LogTarget.File || target instanceof LogTarget.Default && !ownLogs;
    }

    private int target(LogTarget target, Path file, int own) throws ErrnoException {
        if (target instanceof LogTarget.Inherit) {
            return keep(Descriptors.copy(own));
        }
        if (target instanceof LogTarget.None) {
            return devNull;
        }
        at(file, false);
        // as written, so that a relative one is found however closed its parents are to the user
        String path = target instanceof LogTarget.File named ? named.path().toString() : file.toString();
        try {
            return keep(descriptors.output(directory, path, rule.fileMode(), false));
        } catch (ErrnoException e) {
            if (e.is(Errno.ELOOP) && OwnLogs.isClosedToOthers(file.getParent(), opener())) {
                return keep(descriptors.output(directory, path, rule.fileMode(), true));
            }
            throw e;
        }
    }

    private void at(Path file, boolean input) {
        fault = new Fault(file, input);
        place = Optional.ofNullable(file.getParent());
    }

    private long opener() {
        return identity.map(user -> user.account().uid())
                .orElseGet(() -> Privileges.read().uid());
    }

    private int keep(int descriptor) {
        opened.add(descriptor);
        return descriptor;
    }

    private LaunchException explain(ErrnoException error) throws LaunchException {
        if (fault == null) {
            return new LaunchException("cannot open the job's files: " + error.getMessage(), error);
        }
        if (fault.input()) {
            Preflight.input(fault.file(), request.directory());
            return new LaunchException("cannot open " + fault.file() + ": " + error.getMessage(), error);
        }
        Preflight.log(fault.file(), identity.isEmpty());
        String why = error.is(Errno.ELOOP)
                ? "it is a symbolic link in a directory that others may write to"
                : error.getMessage();
        return new LaunchException("cannot create " + fault.file() + ": " + why, error);
    }
}
