"""What the harness asks of a supervisor. Each peer is one subclass; add a new one to peers/__init__.py."""
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass


class Job:
    """a job to supervise: `argv`, with standard output and error in `log`"""
    def __init__(self, name, program, fifo, directory, output, enabled):
        self.name, self.program, self.fifo, self.output = name, program, fifo, [str(word) for word in output]
        self.tag, self.enabled = "first", enabled
        self.log = os.path.join(directory, "log", name + ".log")

    @property
    def argv(self):
        return [self.program, self.fifo, self.name, self.tag, *self.output]


@dataclass(frozen=True)
class HttpRequest:
    """a query that many clients can make"""
    port: int
    path: str
    body: str = ""
    headers: tuple = ()

    def text(self):
        lines = ["%s %s HTTP/1.1" % ("POST" if self.body else "GET", self.path), "Host: 127.0.0.1:%d" % self.port]
        lines += [*self.headers, *(["Content-Length: %d" % len(self.body)] if self.body else [])]
        return "\r\n".join(lines) + "\r\n\r\n" + self.body


def bearer(token):
    return "Authorization: Bearer " + token


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def first_line(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return (done.stdout.strip().splitlines() or ["?"])[0]


def package_version(package):
    version = first_line("dpkg-query", "-W", "-f", "${Version}\n", package)
    return package if re.search(r"\s", version) else package + " " + version


class Driver:
    name = ""
    needs = {}                  # environment variable with a path: default name on PATH
    stable_seconds = 2.0        # age from which the death of a job is not throttled
    many = False                # reads definitions that are disabled
    tasks_per_job = 1           # processes and threads, the job itself among them
    output_driver = None        # the driver for the output of a job, if another
    notes = {}                  # metric: what the reader has to know of this peer's figure

    def __init__(self, directory, jobs, programs):
        self.directory, self.jobs, self.programs = directory, jobs, programs
        self.own = os.path.join(directory, "own")
        self.launched = []
        self.port = free_port()

    # ---- what a peer is

    @classmethod
    def missing(cls):
        """why it cannot be driven here, or empty"""
        absent = [default for variable, default in cls.needs.items() if not cls.path(variable)]
        return "no " + ", ".join(absent) if absent else ""

    @classmethod
    def path(cls, variable):
        return shutil.which(os.environ.get(variable) or cls.needs[variable])

    @classmethod
    def version(cls):
        return "?"

    # ---- what the clock runs for

    def start(self):
        raise NotImplementedError

    def edit(self, job):
        """composes the new definition of a changed job; what is returned saves and applies it"""
        raise NotImplementedError

    def stop(self):
        """asks for the end of all jobs"""
        self.launched[0].send_signal(signal.SIGTERM)

    # ---- what it does not run for

    def configure(self):
        """writes the definitions"""

    def roots(self):
        """pids of the supervisor; its helpers descend from them"""
        return [self.launched[0].pid] if self.launched and self.launched[0].poll() is None else []

    def queries(self):
        """status_one, status_all, status_three -> HttpRequest, or a function that makes one query"""
        return {}

    def status_command(self):
        """the command line that tells the state of all"""
        return []

    def check_command(self):
        """the command line that only checks the definitions"""
        return []

    def log_files(self, name):
        """all files that hold a job's output, oldest first"""
        return [job.log for job in self.jobs if job.name == name]

    def environment(self):
        return {**os.environ, "BENCH_SESSION": self.directory}

    # ---- for subclasses

    def launch(self, *command):
        with open(os.path.join(self.directory, "launched.out"), "ab") as out:
            self.launched.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.own,
                                                  env=self.environment(), start_new_session=True))

    def write(self, name, text, mode=0o644):
        """in place: some peers watch the inode"""
        path = os.path.join(self.own, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        os.chmod(path, mode)
        return path

    def reap(self):
        for process in self.launched:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
