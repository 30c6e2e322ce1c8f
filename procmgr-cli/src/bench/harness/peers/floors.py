"""The floors: the least that a supervisor in C, and one in Java, can cost on this machine."""
import os
import signal

from .driver import Driver, HttpRequest, first_line


class RawC(Driver):
    name = "raw-c"

    @classmethod
    def version(cls):
        return "programs/raw.c: posix_spawn, no throttle, jobs write to their files"

    def text(self):
        return "".join("\t".join([job.log, *job.argv]) + "\n" for job in self.jobs)

    def configure(self):
        self.write("conf", self.text())

    def command(self):
        return [os.path.join(self.programs, "raw")]

    def start(self):
        self.launch(*self.command(), os.path.join(self.own, "conf"), str(self.port))

    def edit(self, job):
        text = self.text()

        def save():
            self.write("conf", text)
            self.launched[0].send_signal(signal.SIGHUP)
        return save

    def queries(self):
        return {"status_one": HttpRequest(self.port, "/one"), "status_all": HttpRequest(self.port, "/all")}


class RawJvm(RawC):
    name = "raw-jvm"
    needs = {"JAVA": "java"}
    tasks_per_job = 2
    notes = {"output_mb_per_s": "through a pipe, no rotation"}
    options = ["-XX:+UseSerialGC", "-Xmx64m", "-XX:TieredStopAtLevel=1", "-Dsun.net.httpserver.nodelay=true"]

    @classmethod
    def version(cls):
        return "programs/RawJvm.java: ProcessBuilder and onExit; " + first_line(cls.path("JAVA"), "-version")

    def command(self):
        return [self.path("JAVA"), *self.options, "-cp", self.programs, "RawJvm"]

    def edit(self, job):
        text = self.text()
        return lambda: self.write("conf", text)


class RawJvmPipe(RawJvm):
    def environment(self):
        return {**super().environment(), "RAW_PIPE": "1"}


RawJvm.output_driver = RawJvmPipe
