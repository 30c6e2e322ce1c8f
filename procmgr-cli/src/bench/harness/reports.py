"""The jobs' own reports: each writes name, tag, pid and the time to a FIFO when its main() begins."""
import fcntl
import os
import select
import time
from dataclasses import dataclass

F_SETPIPE_SZ = 1031


@dataclass(frozen=True)
class Report:
    kind: str   # U: up; D: all output is written
    job: str
    tag: str
    pid: int
    ns: int     # CLOCK_MONOTONIC


class Reports:
    def __init__(self, path):
        self.path = path
        os.mkfifo(path)
        self.fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        fcntl.fcntl(self.fd, F_SETPIPE_SZ, 1 << 20)     # no writer ever blocks
        self.rest = b""
        self.all = []
        self.latest = {}

    def poll(self, timeout):
        if not select.select([self.fd], [], [], max(0, timeout))[0]:
            return
        *lines, self.rest = (self.rest + os.read(self.fd, 1 << 20)).split(b"\n")
        for line in lines:
            kind, job, tag, pid, ns = line.decode().split()
            report = Report(kind, job, tag, int(pid), int(ns))
            self.all.append(report)
            if kind == "U":
                self.latest[job] = report

    def wait(self, condition, timeout):
        """whether the condition came true in time"""
        end = time.monotonic() + timeout
        self.poll(0)
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.poll(min(left, 0.5))
        return True

    def pause(self, seconds):
        self.wait(lambda: False, seconds)

    def close(self):
        os.close(self.fd)
