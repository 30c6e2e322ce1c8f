"""pmtr, the program whose configuration files procmgr reads."""
import os

from .driver import Driver


def pmtr_text(jobs, own_files):
    """with `own_files` each job names the files of its output"""
    return "".join("job {\n  name %s\n  cmd %s\n%s%s}\n" % (
        job.name, " ".join(job.argv), "  out %s\n  err %s\n" % (job.log, job.log) if own_files else "",
        "" if job.enabled else "  disable\n") for job in jobs)


class Pmtr(Driver):
    name = "pmtr"
    needs = {"PMTR": "pmtr"}
    notes = {"output_mb_per_s": "no rotation"}
    stable_seconds = 11.5       # a job that lived for less than 10 s is started again 10 s later
    many = True

    @classmethod
    def version(cls):
        return "jobs write to their files"

    def configure(self):
        self.file = self.write("pmtr.conf", pmtr_text(self.jobs, True))

    def start(self):
        self.launch(self.path("PMTR"), "-F", "-c", os.path.join(self.own, "pmtr.conf"))

    def edit(self, job):
        text = pmtr_text(self.jobs, True)
        return lambda: self.write("pmtr.conf", text)

    def check_command(self):
        return [self.path("PMTR"), "-t", "-c", self.file]
