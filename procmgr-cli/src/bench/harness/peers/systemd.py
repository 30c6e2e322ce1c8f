"""A user manager of systemd, apart from that of the host."""
import os
import shlex

from .driver import Driver, first_line

UNIT = """[Service]
ExecStart={command}
Restart=always
RestartSec=0
StartLimitIntervalSec=0
StandardOutput=append:{log}
StandardError=inherit
"""


class Systemd(Driver):
    name = "systemd"
    notes = {"change_ms": "daemon-reload, then a restart of the one unit by command",
             "output_mb_per_s": "no rotation"}
    needs = {"SYSTEMD": "/lib/systemd/systemd", "SYSTEMCTL": "systemctl"}

    @classmethod
    def missing(cls):
        privileged = os.path.isdir("/run/systemd/system") or os.geteuid() == 0
        return super().missing() or ("" if privileged else "its user manager needs a host run by systemd, or root")

    @classmethod
    def version(cls):
        return first_line(cls.path("SYSTEMCTL"), "--version") + ", user manager, jobs write to their files"

    def environment(self):
        home = os.path.join(self.own, "home")
        return {**super().environment(), "HOME": home, "XDG_CONFIG_HOME": os.path.join(home, ".config"),
                "XDG_RUNTIME_DIR": os.path.join(self.own, "runtime")}

    def write_unit(self, name, text):
        self.write("home/.config/systemd/user/" + name, text)

    def unit(self, job):
        return job.name + ".service", UNIT.format(command=shlex.join(job.argv), log=job.log)

    def configure(self):
        os.makedirs(os.path.join(self.own, "runtime"), 0o700)
        for job in self.jobs:
            self.write_unit(*self.unit(job))
        wants = " ".join(job.name + ".service" for job in self.jobs)
        self.write_unit("default.target", "[Unit]\nWants=%s\n" % wants)

    def start(self):
        manager = [self.path("SYSTEMD"), "--user"]
        if not os.path.isdir("/run/systemd/system"):
            # it only wants to see this directory: made in a mount namespace of its own
            shell = "mount -t tmpfs none /run && mkdir -p /run/systemd/system && exec " + shlex.join(manager)
            manager = ["unshare", "-m", "sh", "-c", shell]
        self.launch(*manager)

    def control(self, *words):
        return [self.path("SYSTEMCTL"), "--user", *words]

    def edit(self, job):
        name, text = self.unit(job)
        apply = shlex.join(self.control("daemon-reload")) + " && " + shlex.join(self.control("restart", name))

        def save():
            self.write_unit(name, text)
            self.launch("sh", "-c", apply)
        return save

    def status_command(self):
        return self.control("list-units", "--type=service", "--no-legend", "--plain")
