package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A launcher whose processes do what the test says. Every launch is kept, in order. */
final class FakeLauncher implements Launcher {
    final List<FakeLaunch> launches = new ArrayList<>();
    private Consumer<FakeLaunch> onLaunch = launch -> {};
    final List<String> rested = new ArrayList<>();
    final List<String> written = new ArrayList<>();
    Written answer = Written.ALL;
    private long nextPid = 1_000;

    /** From now on every launch is taken and succeeds at once. */
    FakeLauncher prompt() {
        onLaunch = FakeLaunch::succeed;
        return this;
    }

    @Override
    public FakeLaunch launch(LaunchRequest request, LaunchListener listener) {
        FakeLaunch launch = new FakeLaunch(request, listener, nextPid++);
        launches.add(launch);
        onLaunch.accept(launch);
        return launch;
    }

    @Override
    public void rests(JobName job) {
        rested.add(job.value());
    }

    @Override
    public Written write(Path pipe, byte[] bytes) {
        written.add(pipe + ": " + new String(bytes, StandardCharsets.UTF_8));
        return answer;
    }

    @Override
    public Optional<RunningProcess> adopt(ProcessIdentity process, LaunchListener listener) {
        return launches.stream()
                .filter(launch -> launch.isAlive() && launch.identity().equals(process))
                .findFirst()
                .map(launch -> launch.toldTo(listener));
    }

    FakeLaunch last() {
        return launches.get(launches.size() - 1);
    }

    /** The living processes of a job. */
    List<FakeLaunch> alive(String job) {
        return launches.stream()
                .filter(launch -> launch.request.job().value().equals(job) && launch.isAlive())
                .toList();
    }

    /** One launch and the process that may come of it. */
    static final class FakeLaunch implements Launch, RunningProcess {
        final LaunchRequest request;
        final List<Signal> signals = new ArrayList<>();
        private LaunchListener listener;
        private final long pid;
        private Phase phase = Phase.QUEUED;
        Duration age = Duration.ZERO;

        enum Phase {
            QUEUED,
            TAKEN,
            /** Told as delayed. */
            HELD_UP,
            WITHDRAWN,
            ALIVE,
            LEFTOVERS,
            DEAD
        }

        FakeLaunch(LaunchRequest request, LaunchListener listener, long pid) {
            this.request = request;
            this.listener = listener;
            this.pid = pid;
        }

        boolean isAlive() {
            return phase == Phase.ALIVE || phase == Phase.LEFTOVERS;
        }

        Phase phase() {
            return phase;
        }

        @Override
        public boolean withdraw() {
            if (phase == Phase.QUEUED) {
                phase = Phase.WITHDRAWN;
                return true;
            }
            if (phase == Phase.HELD_UP) {
                fail("cannot run it: signal 9 before it began");
            }
            return false;
        }

        @Override
        public boolean isQueued() {
            return phase == Phase.QUEUED;
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public ProcessIdentity identity() {
            return new ProcessIdentity(pid, 10 * pid);
        }

        @Override
        public long ageMillis() {
            return age.toMillis();
        }

        /** Somebody else has taken charge of the process. */
        private RunningProcess toldTo(LaunchListener adopter) {
            listener = adopter;
            return this;
        }

        @Override
        public void signal(Signal signal, StopRule.Scope scope) {
            signals.add(signal);
        }

        void take() {
            phase = Phase.TAKEN;
        }

        void holdUp() {
            phase = Phase.HELD_UP;
            listener.delayed("the launch has taken 5.0 s so far");
        }

        void succeed() {
            phase = Phase.ALIVE;
            listener.launched(this);
        }

        /** The process exists, and its supervisor did not live to hear of it. */
        void succeedUnseen() {
            phase = Phase.ALIVE;
        }

        /** It ends while nobody watches. */
        void exitUnseen() {
            phase = Phase.DEAD;
        }

        void fail(String reason) {
            phase = Phase.DEAD;
            listener.failed(reason);
        }

        void exit(int code) {
            end(ExitStatus.exited(code));
        }

        void end(ExitStatus status) {
            phase = Phase.DEAD;
            listener.exited(status, false);
        }

        void exitLeavingMembers(int code) {
            phase = Phase.LEFTOVERS;
            listener.exited(ExitStatus.exited(code), true);
        }

        void membersEnd() {
            phase = Phase.DEAD;
            listener.membersGone();
        }
    }
}
