"""Measures supervisors side by side; see README.md."""
import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

import machine
import peers
import plot
import table
from plan import GROWTH_SIZES, QUICK, Plan, Runner
from results import Results

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "..", "programs")
TARGET = os.path.normpath(os.path.join(HERE, "../../../target"))
GROWING = ["raw-c", "raw-jvm", "pmtr", "procmgr", "procmgr-java"]


def arguments():
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, once: whether everything can be driven")
    parser.add_argument("--growth", action="store_true", help="10, 100, 1,000 and 5,000 jobs: a table and a plot")
    parser.add_argument("--peers", metavar="A,B", help="these alone")
    parser.add_argument("--sizes", metavar="N,N", help="numbers of jobs for --growth, in place of those")
    parser.add_argument("--repetitions", type=int, metavar="N")
    parser.add_argument("--results", default=os.path.join(TARGET, "bench.jsonl"), metavar="FILE",
                        help="every single result, as JSON (target/bench.jsonl)")
    parser.add_argument("--plot", default=os.path.join(TARGET, "growth.svg"), metavar="FILE",
                        help="where --growth draws (target/growth.svg)")
    parser.add_argument("--report", nargs="+", metavar="FILE", help="measure nothing: the table of these results")
    return parser.parse_args()


def compile_programs(directory):
    for name in "child", "raw", "load":
        flags = ["-static"] if name == "child" else []
        source = os.path.join(SOURCES, name + ".c")
        subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", *flags, "-o", os.path.join(directory, name), source], check=True)
    subprocess.run(["javac", "-d", directory, os.path.join(SOURCES, "RawJvm.java")], check=True)


def chosen(names):
    """the peers that are here; those that are not are told"""
    found = []
    for peer in peers.ALL:
        if names and peer.name not in names:
            continue
        missing = peer.missing()
        if missing:
            print("left out: %s (%s)" % (peer.name, missing), flush=True)
        else:
            found.append(peer)
    return found


def print_report(results, options):
    if results.settings()["sizes"]:
        with open(options.plot, "w") as file:
            file.write(plot.svg(results))
        print(table.growth(results))
        print("plot: " + options.plot)
    else:
        print(table.Table(results).markdown())


def measure(options):
    results = Results(options.results)
    plan = QUICK if options.quick else Plan()
    if options.repetitions:
        plan = Plan(**{**vars(plan), "repetitions": options.repetitions})
    names = options.peers.split(",") if options.peers else GROWING if options.growth else []
    roots = []
    try:
        for place in (os.environ.get("BENCH_DIR", "/dev/shm"), os.environ.get("BENCH_OUTPUT_DIR", TARGET)):
            roots.append(tempfile.mkdtemp(prefix="procmgr-bench-", dir=place))
        print("sessions on %s, output on %s" % tuple(machine.file_system(root) for root in roots), flush=True)
        compile_programs(roots[0])
        runner = Runner(plan, results, roots[0], *roots, os.environ.get("BENCH_LOCK"), bool(os.environ.get("BENCH_KEEP")))
        if options.growth:
            sizes = [int(size) for size in options.sizes.split(",")] if options.sizes else GROWTH_SIZES
            runner.growth(chosen(names), (5, 20) if options.quick else sizes)
        else:
            runner.table(chosen(names))
    finally:
        if not os.environ.get("BENCH_KEEP"):
            for root in roots:
                shutil.rmtree(root, ignore_errors=True)
    return results


def main():
    options = arguments()
    if options.report:
        print_report(Results.read(options.report), options)
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by TERM"))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    processes = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))
    print()
    print_report(measure(options), options)


if __name__ == "__main__":
    main()
