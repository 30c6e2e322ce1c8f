"""One supervisor with its jobs, from launch to stop, in a directory of its own. Whatever it leaves behind is killed."""
import contextlib
import os
import shutil
import signal
import time

import machine
from peers.driver import Job
from reports import Reports

START_SECONDS = 180
STOP_SECONDS = 120


class NotMeasured(Exception):
    """says why there is no figure"""


class Session:
    def __init__(self, driver_class, count, programs, directory, output=(), enabled=None):
        """the first `enabled` of `count` jobs are enabled; all if not given"""
        shutil.rmtree(directory, ignore_errors=True)
        for part in "log", "own":
            os.makedirs(os.path.join(directory, part))
        self.directory = directory
        self.program = os.path.join(programs, "child")
        self.reports = Reports(os.path.join(directory, "fifo"))
        self.jobs = [Job("j%d" % i, self.program, self.reports.path, directory, output, enabled is None or i < enabled)
                     for i in range(count)]
        self.started = [job for job in self.jobs if job.enabled]
        self.driver = driver_class(directory, self.jobs, programs)

    def group(self):
        """the supervisor and its helpers"""
        return machine.tree(self.driver.roots(), self.program)

    def start(self):
        """from just before the launch to the reports of the first and of the last job, in seconds"""
        tasks = len(self.started) * self.driver.tasks_per_job
        room = machine.room_for_tasks()
        if tasks > room:
            raise NotMeasured("%d processes and threads are more than this host allows (%d)" % (tasks, room))
        self.driver.configure()
        begin = time.monotonic_ns()
        self.driver.start()
        if not self.reports.wait(lambda: len(self.reports.latest) >= len(self.started), START_SECONDS):
            raise NotMeasured("%d of %d jobs up after %d s" % (len(self.reports.latest), len(self.started), START_SECONDS))
        up = [report.ns for report in self.reports.latest.values()]
        return (min(up) - begin) / 1e9, (max(up) - begin) / 1e9

    def settle(self, more=0.0):
        """until every job is older than its supervisor's throttle, and `more` seconds"""
        youngest = max(report.ns for report in self.reports.latest.values()) / 1e9
        self.reports.pause(youngest + self.driver.stable_seconds + more - time.monotonic())

    def stop(self):
        """from the request to the end of the last job, in seconds"""
        fds = []
        for report in self.reports.latest.values():
            with contextlib.suppress(ProcessLookupError):
                fds.append(os.pidfd_open(report.pid))
        begin = last = time.monotonic()
        self.driver.stop()
        while fds and time.monotonic() < begin + STOP_SECONDS:
            if machine.ended(fds, 1):
                last = time.monotonic()
        if fds:
            left = len(fds)
            for fd in fds:
                os.close(fd)
            raise NotMeasured("%d of %d jobs alive after %d s" % (left, len(self.jobs), STOP_SECONDS))
        return last - begin

    def close(self, keep=False):
        """ends all that was launched here: it carries the name of the directory in its environment or its arguments"""
        end = time.monotonic() + 10
        while (left := machine.marked(self.directory)) and time.monotonic() < end:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.reports.poll(0.1)
        self.driver.reap()
        self.reports.close()
        if not keep:
            shutil.rmtree(self.directory, ignore_errors=True)
