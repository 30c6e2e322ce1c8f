"""Which sessions a run has, and what is measured in each, in which order."""
import contextlib
import fcntl
import os
from dataclasses import asdict, dataclass

import measures
from session import NotMeasured, Session


@dataclass(frozen=True)
class Plan:
    one: int = 1
    full: int = 1000
    many: int = 5000
    repetitions: int = 3
    kills: int = 30
    idle_seconds: float = 10
    load_seconds: float = 2
    throttled: bool = False     # whether jobs may be younger than their supervisor's throttle, but for single crashes
    patience: float = 2.5       # for a start to be over, and for what a change might do to others
    output_bytes: int = 256_000_000
    buffer: int = 4096


QUICK = Plan(full=20, many=50, repetitions=1, kills=2, idle_seconds=1, load_seconds=0.1, throttled=True, patience=0.5,
             output_bytes=20_000_000)
GROWTH_SIZES = (10, 100, 1000, 5000)


class Runner:
    def __init__(self, plan, results, programs, directory, output_directory, lock=None, keep=False):
        self.plan, self.results, self.programs = plan, results, programs
        self.directory, self.output_directory = directory, output_directory
        self.lock, self.keep = lock, keep

    def table(self, peers):
        self.announce(peers)
        for repetition in range(self.plan.repetitions):
            for peer in peers:
                self.small(peer)
                self.full(peer)
                self.output(peer)
                if peer.many and repetition == 0:
                    self.many(peer)

    def growth(self, peers, sizes):
        self.announce(peers, sizes)
        for size in sizes:
            for peer in peers:
                with self.session(peer, size) as run:
                    run.start("start_s")
                    run.settle()
                    run.measure("idle_ms_per_s", measures.idle, self.plan.idle_seconds)
                    run.measure("memory_mib", measures.size)
                    run.measure("change_ms", measures.change, self.plan.patience)
                    run.measure("crash_ms", measures.crash, self.plan.kills)
                    run.stop()

    def announce(self, peers, sizes=()):
        self.results.add("", "settings", 0, {**asdict(self.plan), "sizes": list(sizes)})
        for peer in peers:
            self.results.add(peer.name, "version", 0, note=peer.version())

    def small(self, peer):
        with self.session(peer, self.plan.one) as run:
            run.start("first_child_ms")
            run.pause()
            run.measure("memory_mib", measures.size)

    def full(self, peer):
        with self.session(peer, self.plan.full) as run:
            run.start("start_s")
            run.settle()
            run.measure("idle_ms_per_s", measures.idle, self.plan.idle_seconds)
            run.measure("memory_mib", measures.size)
            run.measure("change_ms", measures.change, self.plan.patience)
            run.measure("crash_ms", measures.crash, self.plan.kills)
            for what in "status_one", "status_all", "status_three":
                run.measure(what + "_1_per_s", measures.status, what, self.plan.load_seconds)
            run.measure("status_command_ms", measures.status_command, self.plan.load_seconds)
            run.wait(self.plan.throttled)
            run.measure("mass_crash_s", measures.mass_crash)
            run.pause()
            run.stop()

    def many(self, peer):
        with self.session(peer, self.plan.many, enabled=self.plan.full) as run:
            run.start("start_s")
            run.wait(self.plan.throttled)
            run.measure("check_ms", measures.check)
            run.measure("change_ms", measures.change, self.plan.patience)

    def output(self, peer):
        driver = peer.output_driver or peer
        words = (self.plan.output_bytes, self.plan.buffer)
        with self.session(peer, 1, driver, self.output_directory, words) as run:
            run.measure("output_mb_per_s", measures.output, self.plan.output_bytes, self.plan.patience)

    @contextlib.contextmanager
    def session(self, peer, size, driver=None, directory=None, output=(), enabled=None):
        """a failure costs this session's figures alone, and is told in a note"""
        with locked(self.lock):
            place = os.path.join(directory or self.directory, "%s-%d" % (peer.name, size))
            session = Session(driver or peer, size, self.programs, place, output, enabled)
            try:
                yield Run(session, peer, size, self.results, self.plan.patience)
            except (NotMeasured, OSError, ValueError) as problem:
                print("%s, %d jobs: %s" % (peer.name, size, problem), flush=True)
            finally:
                session.close(self.keep)


class Run:
    """A session whose measurements go to the results."""
    def __init__(self, session, peer, size, results, patience):
        self.session, self.peer, self.size, self.results, self.patience = session, peer, size, results, patience

    def start(self, metric):
        try:
            first, last = self.session.start()
        except (NotMeasured, OSError, ValueError) as problem:
            self.failed(metric, problem)
            raise
        self.add("first_child_ms", 1000 * first)
        self.add("start_s", last)

    def settle(self):
        self.session.settle(0.5)

    def pause(self):
        self.session.reports.pause(self.patience)

    def wait(self, throttled):
        self.pause() if throttled else self.settle()

    def stop(self):
        self.measure("stop_s", lambda session: {"stop_s": session.stop()})

    def measure(self, metric, function, *arguments):
        """a failure is noted under `metric`"""
        try:
            values = function(self.session, *arguments)
        except Exception as problem:    # whatever a peer does wrong must not end the run of the others
            self.failed(metric, problem)
            return
        for name, value in values.items():
            if not name.endswith(" note"):
                self.add(name, value, values.get(name + " note") or self.peer.notes.get(name))

    def add(self, metric, value, note=None):
        self.results.add(self.peer.name, metric, self.size, value, note)
        print("%-22s %5d  %-24s %s %s" % (self.peer.name, self.size, metric, shown(value), note or ""), flush=True)

    def failed(self, metric, problem):
        note = str(problem) if isinstance(problem, NotMeasured) else "%s: %s" % (type(problem).__name__, problem)
        self.results.add(self.peer.name, metric, self.size, note=note)
        print("%-22s %5d  %-24s not measured: %s" % (self.peer.name, self.size, metric, note), flush=True)


def shown(value):
    return "[" + " ".join("%.4g" % each for each in value) + "]" if isinstance(value, list) else "%.4g" % value


@contextlib.contextmanager
def locked(path):
    """so that several who measure on one machine take turns"""
    if not path:
        yield
        return
    with open(path, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
