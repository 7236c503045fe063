"""CPU time of HAProxy per request, two or more configurations in turns within one run.

A benchmark that stands on this runs in network namespaces of its own, on what haproxy-lua-bridge/src/test/lab/ground.py
builds there: `lab/bench/run NAME`, or by itself with other numbers, as root: `lab/bench/NAME FILE [COUNT [ROUNDS]]`.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

MODULE = pathlib.Path(__file__).resolve().parents[2] / "haproxy-lua-bridge"
sys.path.insert(0, str(MODULE / "src/test/lab"))
import ground  # noqa: E402 (it lies where the line above says)

# Set for the process inside the namespaces: the file that holds sixgate.cfg.
INSIDE = "SIXGATE_BENCH_CONFIGURATION"


def run(benchmark, settings="embedded"):
    """Calls benchmark([COUNT [ROUNDS]]) inside, and writes the figures that it gives to FILE."""
    file, *numbers = sys.argv[1:]
    if INSIDE not in os.environ:
        with tempfile.NamedTemporaryFile() as configuration:
            configuration.write(render(settings))
            configuration.flush()
            sys.exit(subprocess.run(
                ["unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child", sys.executable, "-B", *sys.argv],
                env={**os.environ, INSIDE: configuration.name}).returncode)
    ground.build_namespace()
    ground.place(os.environ[INSIDE], MODULE / "src/main/lua/sixgate.lua")
    figures = benchmark(*map(int, numbers))
    pathlib.Path(file).write_text(json.dumps(figures, indent=2) + "\n")


def render(settings):
    classes = [MODULE / "target/classes", MODULE / "target/test-classes"]
    if not all(folder.is_dir() for folder in classes):
        sys.exit("haproxy-lua-bridge is not built: mvn -B -pl haproxy-lua-bridge -am test-compile")
    return subprocess.run(["java", "-cp", ":".join(map(str, classes)), "io.sixgate.haproxy.Rendered",
                           str(MODULE / f"src/test/lab/{settings}.properties")], check=True, stdout=subprocess.PIPE).stdout


class Variant:
    """A HAProxy with one thread and this text as its sixgate.cfg."""

    def __init__(self, name, port, text, maxconn=4000):
        self.name, self.port, self.costs = name, port, []
        folder = pathlib.Path(tempfile.mkdtemp(dir=ground.BASE))
        operator, ours = folder / "haproxy.cfg", folder / "sixgate.cfg"
        operator.write_text(f"global\n    nbthread 1\n    maxconn {maxconn}\n    log /dev/null local0\n")
        ours.write_text(text.replace(str(ground.RUN), str(folder)))
        self.haproxy = ground.HAProxy(operator, ours, run=folder)
        self.pid = self.haproxy.pid()

    def cpu(self):
        """Seconds on a CPU, from the scheduler (nanoseconds; /proc/PID/stat has ticks of 10 ms)."""
        return int(pathlib.Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9


def alternate(what, variants, load, count, rounds):
    """Prints µs of CPU per request, median over the rounds and range, and the ratio to the first variant; gives them."""
    print(what, flush=True)
    for variant in variants:  # connections, caches and branch predictors warm
        load(variant, max(count // 4, 20))
        variant.costs = []
    for turn in range(rounds):
        for variant in variants if turn % 2 == 0 else reversed(variants):
            before = variant.cpu()
            load(variant, count)
            variant.costs.append((variant.cpu() - before) / count * 1e6)
    first = statistics.median(variants[0].costs)
    figures = []
    for variant in variants:
        median, least, most = statistics.median(variant.costs), min(variant.costs), max(variant.costs)
        print(f"  {variant.name:28} {median:7.1f} µs  ({least:.1f}–{most:.1f})  {median / first:.2f}", flush=True)
        figures.append({"variant": variant.name, "us": round(median, 1), "min": round(least, 1), "max": round(most, 1),
                        "ratio": round(median / first, 3)})
    return {"load": what, "count": count, "rounds": rounds, "cpu": figures}
