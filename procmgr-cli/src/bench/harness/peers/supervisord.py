"""supervisord, with its HTTP server on a port of 127.0.0.1."""
import os
import shlex

from .driver import Driver, HttpRequest, first_line

CONFIG = """[supervisord]
nodaemon=true
minfds={descriptors}
logfile={own}/supervisord.log
pidfile={own}/supervisord.pid
childlogdir={directory}/log
[unix_http_server]
file={own}/socket
[inet_http_server]
port=127.0.0.1:{port}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix://{own}/socket
"""
PROGRAM = """[program:{name}]
command={command}
autorestart=true
redirect_stderr=true
stdout_logfile={log}
"""
CALL = "<?xml version='1.0'?><methodCall><methodName>supervisor.%s</methodName><params>%s</params></methodCall>"
NAME = "<param><value><string>%s</string></value></param>"


class Supervisord(Driver):
    name = "supervisord"
    needs = {"SUPERVISORD": "supervisord", "SUPERVISORCTL": "supervisorctl"}

    @classmethod
    def version(cls):
        return first_line(cls.path("SUPERVISORD"), "--version") + ", its default log rotation"

    def text(self):
        descriptors = len(self.jobs) + 200
        return CONFIG.format(own=self.own, directory=self.directory, port=self.port, descriptors=descriptors) + "".join(
            PROGRAM.format(name=job.name, command=shlex.join(job.argv), log=job.log) for job in self.jobs)

    def configure(self):
        self.file = self.write("supervisord.conf", self.text())

    def control(self, *words):
        return [self.path("SUPERVISORCTL"), "-c", self.file, *words]

    def start(self):
        self.launch(self.path("SUPERVISORD"), "-c", self.file)

    def edit(self, job):
        text = self.text()

        def save():
            self.write("supervisord.conf", text)
            self.launch(*self.control("update"))
        return save

    def queries(self):
        headers = ("Content-Type: text/xml",)
        one = CALL % ("getProcessInfo", NAME % self.jobs[-1].name)
        return {
            "status_one": HttpRequest(self.port, "/RPC2", one, headers),
            "status_all": HttpRequest(self.port, "/RPC2", CALL % ("getAllProcessInfo", ""), headers),
        }

    def status_command(self):
        return self.control("status")

    def log_files(self, name):
        log = super().log_files(name)[0]
        rotated = ["%s.%d" % (log, i) for i in range(20, 0, -1)]
        return [file for file in rotated if os.path.exists(file)] + [log]
