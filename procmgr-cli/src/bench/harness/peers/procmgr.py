"""procmgr as a user runs it, on each of its engines."""
import glob
import os

from .driver import Driver, HttpRequest, bearer, first_line
from .pmtr import pmtr_text

PROGRAM = os.path.normpath(os.path.join(__file__, "../../../../../target/procmgr"))
THREE = '"attribute":["State","Pid","UptimeMillis"]'


class ProcMgr(Driver):
    stable_seconds = 11.5       # as in pmtr, whose syntax the file has
    many = True
    engine = ""

    @classmethod
    def missing(cls):
        return "" if os.path.exists(PROGRAM) else "no " + PROGRAM

    @classmethod
    def version(cls):
        return first_line(PROGRAM, "--version") + ", -Dprocmgr.engine=" + cls.engine

    def environment(self):
        options = os.environ.get("PROCMGR_JAVA_OPTS", "") + " -Dprocmgr.engine=" + self.engine
        return {**super().environment(), "PROCMGR_JAVA_OPTS": options.strip()}

    def configure(self):
        self.state = os.path.join(self.own, "state")
        if any(job.output for job in self.jobs):
            # rotated as by default, with room for all archives: in pmtr's syntax each line would also go to our own log
            self.file = self.write("jobs.properties", "".join(
                "procmgr.jobs.%s.command = %s\nprocmgr.jobs.%s.log.keep = 1000\n" % (job.name, " ".join(job.argv), job.name)
                for job in self.jobs))
        else:
            self.file = self.write("jobs.conf", pmtr_text(self.jobs, False))

    def start(self):
        self.launch(PROGRAM, "run", "--state", self.state, "--http", "127.0.0.1:%d" % self.port, self.file)

    def edit(self, job):
        text = pmtr_text(self.jobs, False)
        return lambda: self.write("jobs.conf", text)

    def check_command(self):
        return [PROGRAM, "check", self.file]

    def status_command(self):
        return [PROGRAM, "status", "--state", self.state]

    def queries(self):
        with open(os.path.join(self.state, "operator.token")) as file:
            headers = (bearer(file.read().strip()), "Content-Type: application/json")
        read = '{"type":"read","mbean":"procmgr:type=%s",%s}'

        def request(mbean, attribute):
            return HttpRequest(self.port, "/jolokia", read % (mbean, attribute), headers)
        return {
            "status_one": request("Process,name=" + self.jobs[-1].name, THREE),
            "status_all": request("Supervisor", '"attribute":"Statuses"'),
            "status_three": request("Process,*", THREE),
        }

    def log_files(self, name):
        """the oldest archive first"""
        log = os.path.join(self.state, "log", name + ".log")
        archives = glob.glob(glob.escape(log) + ".*[0-9]")
        return sorted(archives, key=lambda file: -int(file.rpartition(".")[2])) + [log]


class ProcMgrNative(ProcMgr):
    name = "procmgr"
    engine = "native"


class ProcMgrJava(ProcMgr):
    name = "procmgr-java"
    tasks_per_job = 3
    engine = "java"
