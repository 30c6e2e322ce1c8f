"""The figures of the table, and what procmgr must reach in each."""
import statistics
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Goal:
    text: str
    reached: Callable   # of the figure, the floor's figure, and the figure at one job; what was not measured is None


def at_most(limit):
    return Goal("≤ %g" % limit, lambda value, floor, at_one: value <= limit)


def at_least(limit):
    return Goal("≥ {:,g}".format(limit), lambda value, floor, at_one: value >= limit)


AS_AT_ONE = Goal("as at 1 job", lambda value, floor, at_one: at_one is None or value <= at_one)
# two runs of the same writer on one disk differ by more than this
AS_THE_FLOOR = Goal("as raw-c", lambda value, floor, at_one: floor is None or value >= 0.75 * floor)
NO_GOAL = Goal("", lambda value, floor, at_one: True)


def p50(values):
    return statistics.median(values)


def p99(values):
    return sorted(values)[min(len(values) - 1, int(0.99 * len(values)))]


@dataclass(frozen=True)
class Figure:
    title: str          # {n}: the number of jobs
    metric: str
    size: str           # at how many jobs: one, full or many
    goal: Goal
    of: Callable = p50
    more_is_better: bool = False
    spread: bool = True


FIGURES = [
    Figure("cold start to the first child, ms", "first_child_ms", "one", at_most(150)),
    Figure("start {n} jobs, s", "start_s", "full", at_most(0.6)),
    Figure("crash to replacement, {n} jobs, ms, p50", "crash_ms", "full", at_most(1.5)),
    Figure("the same, p99", "crash_ms", "full", at_most(5), p99, spread=False),
    Figure("all {n} killed at once, all back, s", "mass_crash_s", "full", at_most(0.45)),
    Figure("one of {n} changed, others untouched, ms", "change_ms", "full", at_most(15)),
    Figure("one of {n} definitions changed, a fifth of them running, ms", "change_ms", "many", at_most(40)),
    Figure("check of {n} definitions, ms", "check_ms", "many", at_most(500)),
    Figure("stop {n} jobs, s", "stop_s", "full", at_most(0.12)),
    Figure("idle CPU, {n} jobs, ms per s", "idle_ms_per_s", "full", at_most(0.3)),
    Figure("idle wake-ups, {n} jobs, per s", "wake_ups_per_s", "full", NO_GOAL),
    Figure("memory, {n} jobs, MiB PSS", "memory_mib", "full", at_most(60)),
    Figure("memory per further job, KiB", "memory_per_job_kib", "full", at_most(6)),
    Figure("threads, {n} job", "threads", "one", NO_GOAL),
    Figure("threads, {n} jobs", "threads", "full", AS_AT_ONE),
    Figure("status of one, one client, per s", "status_one_1_per_s", "full", at_least(5000), more_is_better=True),
    Figure("status of one, eight clients, per s", "status_one_8_per_s", "full", at_least(12000), more_is_better=True),
    Figure("status of all {n}, one client, per s", "status_all_1_per_s", "full", at_least(400), more_is_better=True),
    Figure("status of all {n}, eight clients, per s", "status_all_8_per_s", "full", NO_GOAL, more_is_better=True),
    Figure("three attributes of all {n}, per s", "status_three_1_per_s", "full", at_least(100), more_is_better=True),
    Figure("status of all {n} by command, ms", "status_command_ms", "full", at_most(220)),
    Figure("output kept, MB/s", "output_mb_per_s", "one", AS_THE_FLOOR, more_is_better=True),
    Figure("CPU for it, s per GB", "output_cpu_s_per_gb", "one", at_most(0.05)),
]

GROWTH = [
    Figure("start, s", "start_s", "full", NO_GOAL),
    Figure("crash to replacement, ms, p50", "crash_ms", "full", NO_GOAL),
    Figure("one changed, others untouched, ms", "change_ms", "full", NO_GOAL),
    Figure("idle CPU, ms per s", "idle_ms_per_s", "full", NO_GOAL),
    Figure("memory, MiB PSS", "memory_mib", "full", NO_GOAL),
    Figure("stop, s", "stop_s", "full", NO_GOAL),
]
