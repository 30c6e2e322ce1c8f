"""pm2, its daemon in a home of its own."""
import json
import os
import socket

from .driver import Driver, first_line


class Pm2(Driver):
    name = "pm2"
    needs = {"PM2": "pm2"}
    connection = None
    notes = {"change_ms": "no comparison of definitions: startOrRestart of the one job by command",
             "output_mb_per_s": "no rotation"}
    calls = 0

    @classmethod
    def version(cls):
        package = os.path.join(os.path.dirname(os.path.realpath(cls.path("PM2"))), "..", "package.json")
        with open(package) as file:
            return json.load(file)["version"] + ", node " + first_line("node", "--version")

    def environment(self):
        return {**super().environment(), "PM2_HOME": self.own, "PM2_DISCRETE_MODE": "true", "NO_COLOR": "1"}

    def text(self):
        return json.dumps({"apps": [{
            "name": job.name, "script": job.argv[0], "args": job.argv[1:], "interpreter": "none", "exec_mode": "fork",
            "autorestart": True, "merge_logs": True, "out_file": job.log, "error_file": job.log,
            "pid_file": os.path.join(self.own, job.name + ".pid"), "cwd": self.directory, "vizion": False,
        } for job in self.jobs]})

    def configure(self):
        self.file = self.write("ecosystem.json", self.text())

    def start(self):
        self.launch(self.path("PM2"), "start", self.file)

    def edit(self, job):
        """it has no way to apply only what changed in its file"""
        text = self.text()

        def save():
            self.write("ecosystem.json", text)
            self.launch(self.path("PM2"), "startOrRestart", self.file, "--only", job.name)
        return save

    def stop(self):
        self.launch(self.path("PM2"), "kill")

    def roots(self):
        try:
            with open(os.path.join(self.own, "pm2.pid")) as file:
                return [int(file.read())]
        except (OSError, ValueError):
            return []

    def queries(self):
        return {"status_all": lambda: self.call("getMonitorData", {})}

    def call(self, method, argument):
        """one call in the protocol of its socket"""
        if self.connection is None:
            self.connection = socket.socket(socket.AF_UNIX)
            self.connection.connect(os.path.join(self.own, "rpc.sock"))
        self.calls += 1
        parts = [b"j:" + json.dumps({"type": "call", "method": method, "args": [argument]}).encode(),
                 b"s:1:%d" % self.calls]
        self.connection.sendall(bytes([0x10 | len(parts)])
                                + b"".join(len(part).to_bytes(4, "big") + part for part in parts))
        with self.connection.makefile("rb") as answer:
            for _ in range(answer.read(1)[0] & 15):
                answer.read(int.from_bytes(answer.read(4), "big"))

    def status_command(self):
        return [self.path("PM2"), "jlist"]
