"""What /proc tells of processes. Whatever has ended meanwhile counts nothing."""
import contextlib
import os
import select

SPARE_TASKS = 500
TICKS = os.sysconf("SC_CLK_TCK")


def stat(pid):
    """the fields of /proc/PID/stat after the name: state, parent, ...; none if there is no such process"""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rsplit(")", 1)[1].split()
    except OSError:
        return []


def alive(pid):
    fields = stat(pid)
    return bool(fields) and fields[0] not in "ZX"


def pids():
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit()]


def runs(pid, program):
    """whether the process runs this program"""
    try:
        return os.readlink("/proc/%d/exe" % pid) == program
    except OSError:
        return False


def tree(roots, job):
    """these processes and all that descend from them, less those that run the program `job`: supervisor and helpers"""
    children = {}
    for pid in pids():
        fields = stat(pid)
        if fields:
            children.setdefault(int(fields[1]), []).append(pid)
    found, left = [], list(roots)
    while left:
        pid = left.pop()
        if pid not in found and alive(pid) and not runs(pid, job):
            found.append(pid)
            left += children.get(pid, [])
    return found


def marked(mark):
    """all processes whose environment or command line holds this text"""
    found = []
    for pid in pids():
        for what in "environ", "cmdline":
            with contextlib.suppress(OSError), open("/proc/%d/%s" % (pid, what), "rb") as file:
                if mark.encode() in file.read() and pid != os.getpid() and alive(pid):
                    found.append(pid)
                    break
    return found


def tasks(pid):
    try:
        return os.listdir("/proc/%d/task" % pid)
    except OSError:
        return []


def threads(group):
    return sum(len(tasks(pid)) for pid in group)


def running_ns(group):
    """exact time on a processor of all living threads"""
    total = 0
    for pid in group:
        for task in tasks(pid):
            with contextlib.suppress(OSError), open("/proc/%d/task/%s/schedstat" % (pid, task)) as file:
                total += int(file.read().split()[0])
    return total


def wake_ups(group):
    """how often the living threads gave the processor up by themselves: each time they were woken before"""
    total = 0
    for pid in group:
        for task in tasks(pid):
            with contextlib.suppress(OSError), open("/proc/%d/task/%s/status" % (pid, task)) as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches"))
    return total


def cpu_s(group):
    """processor time of the processes, of threads that have ended too"""
    fields = [stat(pid) for pid in group]
    return sum(int(each[11]) + int(each[12]) for each in fields if each) / TICKS


def memory_mib(group):
    """proportional set size: what is shared counts in parts; page tables do not"""
    kib = 0
    for pid in group:
        with contextlib.suppress(OSError), open("/proc/%d/smaps_rollup" % pid) as file:
            kib += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return kib / 1024


def file_system(path):
    """its type, by the longest mount point that holds the path"""
    best = ("", "?")
    with open("/proc/self/mounts") as file:
        for line in file:
            _, point, kind = line.split()[:3]
            inside = os.path.realpath(path).startswith(point.rstrip("/") + "/")
            if inside and len(point) > len(best[0]):
                best = (point, kind)
    return best[1]


def room_for_tasks():
    """how many processes and threads more may run, with some left for everybody else"""
    limits = []
    with open("/proc/self/cgroup") as file:
        for line in file:
            _, controllers, path = line.rstrip("\n").split(":", 2)
            if controllers in ("", "pids"):
                limits.append(_free_tasks(os.path.join("/sys/fs/cgroup", controllers, path.lstrip("/"))))
    with open("/proc/sys/kernel/pid_max") as file:
        limits.append(int(file.read()) - len(pids()))
    return min(limits) - SPARE_TASKS


def _free_tasks(cgroup):
    """of this cgroup and those above it"""
    free = float("inf")
    while cgroup.startswith("/sys/fs/cgroup"):
        with contextlib.suppress(OSError, ValueError):
            with open(os.path.join(cgroup, "pids.max")) as limit, open(os.path.join(cgroup, "pids.current")) as now:
                free = min(free, int(limit.read()) - int(now.read()))
        cgroup = os.path.dirname(cgroup)
    return free


def ended(pidfds, timeout):
    """polls these pidfds once; those whose process has ended are closed, taken out, and counted"""
    poll = select.poll()
    for fd in pidfds:
        poll.register(fd, select.POLLIN)
    gone = [fd for fd, _ in poll.poll(timeout * 1000)]
    for fd in gone:
        pidfds.remove(fd)
        os.close(fd)
    return len(gone)
