"""runit and s6: a directory and a helper process per job. They have no file of definitions to change: the run script is
written anew, and the job restarted by the command for it."""
import glob
import os
import shlex
import signal

from .driver import Driver, package_version


class Runit(Driver):
    name = "runit"
    needs = {"RUNSVDIR": "runsvdir", "SV": "sv"}
    tasks_per_job = 2
    logger = ""                 # command line of the logger; without one jobs write to their files
    notes = {"change_ms": "no definitions to compare: script written anew, service restarted by command",
             "status_all_1_per_s": "its status files, read by the client itself"}

    @classmethod
    def version(cls):
        return package_version("runit")

    def service(self, name):
        return os.path.join(self.own, "services", name)

    def script(self, job):
        target = "2>&1" if self.logger else ">>%s 2>&1" % job.log
        return "#!/bin/sh\nexec %s\nexec %s\n" % (target, shlex.join(job.argv))

    def write_script(self, job):
        self.write("services/%s/run" % job.name, self.script(job), 0o755)

    def configure(self):
        for job in self.jobs:
            self.write_script(job)
            if self.logger:
                self.configure_logger(job)
        # runsvdir waits for a second if its directory changed within this one
        os.utime(os.path.join(self.own, "services"), (1e9, 1e9))

    def configure_logger(self, job):
        directory = self.log_directory(job.name)
        os.makedirs(directory)
        with open(os.path.join(directory, "config"), "w") as file:
            file.write("s16777216\nn0\n")
        self.write("services/%s/log/run" % job.name, "#!/bin/sh\nexec %s %s\n" % (self.logger, directory), 0o755)

    def log_directory(self, name):
        return os.path.join(self.directory, "log", name)

    def start(self):
        self.launch(self.path("RUNSVDIR"), os.path.join(self.own, "services"))

    def restart_command(self, name):
        return [self.path("SV"), "restart", self.service(name)]

    def edit(self, job):
        def save():
            self.write_script(job)
            self.launch(*self.restart_command(job.name))
        return save

    def stop(self):
        self.launched[0].send_signal(signal.SIGHUP)

    def queries(self):
        return {"status_all": self.read_status}

    def read_status(self):
        for job in self.jobs:
            with open(os.path.join(self.service(job.name), "supervise", "status"), "rb") as file:
                file.read()

    def status_command(self):
        return [self.path("SV"), "status", *(self.service(job.name) for job in self.jobs)]

    def log_files(self, name):
        if not self.logger:
            return super().log_files(name)
        return sorted(glob.glob(self.log_directory(name) + "/@*")) + [self.log_directory(name) + "/current"]


class RunitLog(Runit):
    logger = "svlogd"


Runit.output_driver = RunitLog


class S6(Runit):
    name = "s6"
    needs = {"S6_SVSCAN": "s6-svscan", "S6_SVC": "s6-svc", "S6_SVSTAT": "s6-svstat"}

    @classmethod
    def version(cls):
        return package_version("s6")

    def start(self):
        limit = str(max(500, 2 * len(self.jobs) + 8))
        self.launch(self.path("S6_SVSCAN"), "-c", limit, os.path.join(self.own, "services"))

    def restart_command(self, name):
        return [self.path("S6_SVC"), "-r", self.service(name)]

    def stop(self):
        self.launched[0].send_signal(signal.SIGTERM)

    def status_command(self):
        # it answers for one job at a time
        loop = 'for service in "$@"; do %s "$service"; done' % self.path("S6_SVSTAT")
        return ["sh", "-c", loop, "sh", *(self.service(job.name) for job in self.jobs)]


class S6Log(S6):
    logger = "s6-log n100 s16777216"


S6.output_driver = S6Log
