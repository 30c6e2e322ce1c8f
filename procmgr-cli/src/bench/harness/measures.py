"""The measurements: each takes a session whose jobs run, and returns metric -> value."""
import os
import random
import signal
import statistics
import subprocess
import time

import machine
from peers.driver import HttpRequest
from session import NotMeasured

MASS_SECONDS = 180
CHANGE_SECONDS = 60
OUTPUT_SECONDS = 120


def size(session):
    group = session.group()
    return {"memory_mib": machine.memory_mib(group), "threads": machine.threads(group)}


def idle(session, seconds):
    group = session.group()
    running, woken = machine.running_ns(group), machine.wake_ups(group)
    time.sleep(seconds)
    return {
        "idle_ms_per_s": (machine.running_ns(group) - running) / 1e6 / seconds,
        "wake_ups_per_s": (machine.wake_ups(group) - woken) / seconds,
    }


def crash(session, kills):
    """kills one job at a time, after a pause that meets a polling loop at any phase"""
    chance = random.Random(7)
    names = [job.name for job in session.started]
    chance.shuffle(names)
    latencies = []
    for kill in range(kills):
        name = names[kill % len(names)]
        victim = session.reports.latest[name]
        session.reports.pause(victim.ns / 1e9 + session.driver.stable_seconds - time.monotonic())
        time.sleep(chance.uniform(0.05, 0.3))
        begin = time.monotonic_ns()
        os.kill(victim.pid, signal.SIGKILL)
        if not session.reports.wait(lambda: session.reports.latest[name].pid != victim.pid, 30):
            raise NotMeasured("no replacement within 30 s")
        latencies.append((session.reports.latest[name].ns - begin) / 1e6)
    return {"crash_ms": latencies}


def mass_crash(session):
    """kills all that are older than the throttle"""
    reports = session.reports
    begin = time.monotonic_ns()
    throttled = begin - session.driver.stable_seconds * 1e9
    dead = {report.pid for report in reports.latest.values() if report.ns <= throttled}
    for pid in dead:
        os.kill(pid, signal.SIGKILL)
    if not reports.wait(lambda: all(r.pid not in dead for r in reports.latest.values()), MASS_SECONDS):
        left = sum(report.pid in dead for report in reports.latest.values())
        raise NotMeasured("%d of %d jobs not back after %d s" % (left, len(session.jobs), MASS_SECONDS))
    first = {}
    for report in reports.all:
        if report.kind == "U" and report.ns > begin:
            first.setdefault(report.job, report.ns)
    return {"mass_crash_s": (max(first.values()) - begin) / 1e9}


def change(session, watch_seconds):
    """one job defined anew; every other job has to keep its process"""
    reports, driver = session.reports, session.driver
    before = dict(reports.latest)
    job = session.started[len(session.started) // 2]
    job.tag = "changed"
    save = driver.edit(job)
    begin = time.monotonic_ns()
    save()
    if not reports.wait(lambda: reports.latest[job.name].tag == job.tag, CHANGE_SECONDS):
        raise NotMeasured("the changed job did not come back changed within %d s" % CHANGE_SECONDS)
    milliseconds = (reports.latest[job.name].ns - begin) / 1e6
    reports.pause(watch_seconds)
    touched = [name for name in before if name != job.name
               and (reports.latest[name].pid != before[name].pid or not machine.alive(before[name].pid))]
    if touched:
        raise NotMeasured("%d other jobs were restarted" % len(touched))
    return {"change_ms": milliseconds}


def status(session, what, seconds):
    """answers per second, of one client and of eight; a query that is no HTTP request has one client"""
    query = session.driver.queries().get(what)
    if query is None:
        return {}
    if not isinstance(query, HttpRequest):
        return {what + "_1_per_s": 1 / statistics.median(_times(query, seconds))}
    values = {}
    for clients in 1, 8:
        _load(session, query, clients, seconds)     # a monitored supervisor has been asked before
        values["%s_%d_per_s" % (what, clients)] = _load(session, query, clients, seconds)
    return values


def status_command(session, seconds):
    command = session.driver.status_command()
    if not command:
        return {}
    times = _times(lambda: _run(command, session), seconds)
    return {"status_command_ms": [1000 * each for each in times]}


def _load(session, query, clients, seconds):
    load = os.path.join(os.path.dirname(session.program), "load")
    done = subprocess.run([load, str(query.port), str(clients), str(seconds)], input=query.text().encode(),
                          stdout=subprocess.PIPE, timeout=seconds + 60)
    if done.returncode:
        raise NotMeasured(done.stdout.decode().strip() or "the client ended with status %d" % done.returncode)
    answers, took, _ = done.stdout.split()
    return int(answers) / float(took)


def _run(command, session):
    done = subprocess.run(command, env=session.driver.environment(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    if not done.stdout and done.returncode:
        raise NotMeasured("%s ended with status %d" % (command[0], done.returncode))


def _times(query, seconds):
    query()
    times, end = [], time.monotonic() + seconds
    while len(times) < 3 or time.monotonic() < end:
        begin = time.monotonic()
        query()
        times.append(time.monotonic() - begin)
    return times


def check(session):
    """the command that only checks the file, as a user runs it"""
    command = session.driver.check_command()
    if not command:
        return {}
    return {"check_ms": [1000 * each for each in _times(lambda: _run(command, session), 0)]}


def output(session, total, patience):
    """the one job writes `total` bytes of lines; the clock stops when its files hold all"""
    session.start()
    reports, group = session.reports, session.group()
    reports.pause(patience)
    before = machine.cpu_s(group)
    os.kill(reports.latest["j0"].pid, signal.SIGUSR1)
    begin = time.monotonic_ns()
    end = time.monotonic() + OUTPUT_SECONDS
    held, grown, finished = -1, begin, False
    while not (finished and (held >= total or time.monotonic_ns() - grown > 3e9)):
        if time.monotonic() > end:
            raise NotMeasured("%d of %d bytes written after %d s" % (held, total, OUTPUT_SECONDS))
        reports.poll(0.005)
        now = sum(os.path.getsize(file) for file in session.driver.log_files("j0") if os.path.exists(file))
        if now != held:
            held, grown = now, time.monotonic_ns()
        finished = any(report.kind == "D" for report in reports.all)
    cpu = machine.cpu_s(group) - before
    lost, disordered = _faults(_settled(session), total // 100)
    fault = "%d of %d lines lost or cut, %d out of order" % (lost, total // 100, disordered)
    return {"output_mb_per_s": total / 1e6 / ((grown - begin) / 1e9), "output_cpu_s_per_gb": cpu * 1e9 / total,
            "output_mb_per_s note": fault if lost or disordered else None}


def _settled(session):
    """the files of the one job, once nobody renames or cuts them any more: a rotation may go on after the last line"""
    before = None
    while True:
        files = session.driver.log_files("j0")
        now = [(file, os.path.getsize(file)) for file in files if os.path.exists(file)]
        if now == before:
            return files
        before = now
        session.reports.poll(1)


def _faults(files, lines):
    whole, disordered, last, tail = 0, 0, -1, b"x" * 86
    for name in files:
        with open(name, "rb") as file:
            for line in file:
                line = line.rstrip(b"\n")
                if line.endswith(tail) and line[-99:-87].isdigit():
                    whole += 1
                    disordered += int(line[-99:-87]) != last + 1
                    last = int(line[-99:-87])
    return lines - whole, disordered
