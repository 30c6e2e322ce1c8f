package io.procmgr;

import io.procmgr.job.JobName;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobRecord;
import io.procmgr.supervise.JobStore;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the JVM die, as by SIGKILL, when it comes to a point for the n-th time. */
final class FailPoint {
    static final FailPoint NONE = new FailPoint(Point.BEFORE_INTENT, Integer.MAX_VALUE);

    enum Point {
        BEFORE_INTENT,
        AFTER_INTENT,
        AFTER_SPAWN,
        BEFORE_STORE,
        AFTER_STORE
    }

    private final Point point;
    private final AtomicInteger left;

    private FailPoint(Point point, int times) {
        this.point = point;
        this.left = new AtomicInteger(times);
    }

    /** {@code after-spawn:3}. */
    static FailPoint parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, colon).toUpperCase(Locale.ROOT).replace('-', '_');
        return new FailPoint(Point.valueOf(name), Integer.parseInt(text.substring(colon + 1)));
    }

    private void at(Point reached) {
        if (reached == point && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }

    JobStore in(JobStore store) {
        return new JobStore() {
            @Override
            public void put(JobRecord record) {
                boolean identified =
                        record.run().isPresent() && record.run().get().process().isPresent();
                if (identified) {
                    at(Point.BEFORE_STORE);
                }
                store.put(record);
                if (identified && point == Point.AFTER_STORE) {
                    store.flush();
                    at(Point.AFTER_STORE);
                }
            }

            @Override
            public void remove(JobName job) {
                store.remove(job);
            }

            @Override
            public boolean flush() {
                return store.flush();
            }

            @Override
            public void sync() {
                store.sync();
            }

            @Override
            public boolean isFull() {
                return store.isFull();
            }

            @Override
            public void rewrite(Collection<JobRecord> records) {
                store.rewrite(records);
            }

            @Override
            public void close(Collection<JobRecord> records) {
                store.close(records);
            }
        };
    }

    Launcher in(Launcher launcher) {
        return new Launcher() {
            @Override
            public Launch launch(LaunchRequest request, LaunchListener listener) {
                return launcher.launch(request, in(listener));
            }

            @Override
            public Optional<RunningProcess> adopt(ProcessIdentity process, LaunchListener listener) {
                return launcher.adopt(process, listener);
            }

            @Override
            public Written write(Path pipe, byte[] bytes) throws IOException {
                return launcher.write(pipe, bytes);
            }

            @Override
            public void rests(JobName job) {
                launcher.rests(job);
            }
        };
    }

    private LaunchListener in(LaunchListener listener) {
        return new LaunchListener() {
            @Override
            public void launching() {
                at(Point.BEFORE_INTENT);
                listener.launching();
                at(Point.AFTER_INTENT);
            }

            @Override
            public void launched(RunningProcess process) {
                at(Point.AFTER_SPAWN);
                listener.launched(process);
            }

            @Override
            public void failed(String reason) {
                listener.failed(reason);
            }

            @Override
            public void delayed(String reason) {
                listener.delayed(reason);
            }

            @Override
            public void exited(ExitStatus status, boolean membersLeft) {
                listener.exited(status, membersLeft);
            }

            @Override
            public void membersGone() {
                listener.membersGone();
            }
        };
    }
}
