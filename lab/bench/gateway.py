"""The place of the benchmarks that run Sixgate's agent: namespaces of their own, the state folder, and what is counted.

The gateway's addresses are on the namespace's loopback device (ground.py); 2001:db8:a::/48 lies behind a veth, in the namespace
`hosts`, where every address of it is local.
"""
import json
import os
import pathlib
import platform
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
GROUND = ROOT / "haproxy-lua-bridge/src/test/lab"
sys.path.insert(0, str(GROUND))
from ground import build_namespace, sh  # noqa: E402 (it lies where the line above says)

INSIDE = "SIXGATE_BENCH_INSIDE"
AGENT = ROOT / "target/dist/bin/sixgate-sni-router"
LUA = ROOT / "target/dist/share/sixgate/haproxy/sixgate.lua"
MAPS = ("names.map", "names.recent.map", "overrides.map", "overrides.recent.map", "customers.map")

OPERATOR = """\
global
    maxconn 4000
    log /dev/null local0
defaults
    timeout connect 5s
    timeout client 30s
    timeout server 30s
"""


def go_inside():
    """Starts this command again in namespaces of its own, or builds them up when it is there."""
    if INSIDE not in os.environ:
        if not AGENT.exists():
            sys.exit("target/dist is not built: mvn -q -B -DskipTests package")
        sys.exit(subprocess.run(
            ["unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child", sys.executable, "-B", *sys.argv],
            env={**os.environ, INSIDE: "1"}).returncode)
    build_namespace()
    build_hosts()


def build_hosts():
    """The customers' hosts in a namespace of their own: every address of 2001:db8:a::/48 is there."""
    sh("ip", "netns", "add", "hosts")
    sh("ip", "link", "add", "inside", "type", "veth", "peer", "name", "gateway", "netns", "hosts")
    sh("ip", "address", "add", "2001:db8:fe::1/64", "dev", "inside", "nodad")
    sh("ip", "link", "set", "inside", "up")
    sh("ip", "-n", "hosts", "address", "add", "2001:db8:fe::2/64", "dev", "gateway", "nodad")
    sh("ip", "-n", "hosts", "link", "set", "gateway", "up")
    sh("ip", "-n", "hosts", "link", "set", "lo", "up")
    sh("ip", "-n", "hosts", "-6", "route", "add", "local", "2001:db8:a::/48", "dev", "lo")
    # By which hosts answer the gateway's own addresses.
    sh("ip", "-n", "hosts", "-6", "route", "add", "default", "via", "2001:db8:fe::1")
    sh("ip", "-6", "route", "add", "2001:db8:a::/48", "via", "2001:db8:fe::2")


def agent_argv(base, inventory):
    return [str(AGENT), "--inventory", str(inventory), "--state", str(base / "state"), "--run", str(base / "run"), "--lua", str(LUA),
            "--master-socket", str(base / "run/master.sock"), "--haproxy-config", str(base / "haproxy.cfg")]


def write_state(base, inventory):
    """sixgate.cfg and the maps, as the agent writes them while HAProxy is down."""
    done = subprocess.run([*agent_argv(base, inventory.folder), "--once"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    assert all((base / "state" / name).exists() for name in ("sixgate.cfg", *MAPS)), done.stdout


def machine():
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    version = subprocess.run(["haproxy", "-v"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()[2]
    return {"cpu": cpu, "cores": os.cpu_count(), "kernel": platform.release(), "haproxy": version,
            "load": os.getloadavg()[0]}


def sync_cost(folder):
    """Seconds that it takes to write, sync and rename a small file here: a change does it once, and for the folder again."""
    start = time.monotonic()
    with open(folder / ".probe", "wb") as file:
        file.write(b"x" * 1000)
        file.flush()
        os.fsync(file.fileno())
    os.rename(folder / ".probe", folder / ".probed")
    return time.monotonic() - start


def quantiles(seconds):
    ordered = sorted(seconds)
    at = lambda share: round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000, 1)
    return {"count": len(ordered), "p50": at(0.5), "p99": at(0.99), "max": at(1)}


def memory(pid):
    """MB that the process has now, and had at most."""
    fields = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return {"rss": int(fields["VmRSS"].split()[0]) // 1024, "peak": int(fields["VmHWM"].split()[0]) // 1024}


def judge(figures, goals, file):
    """Writes the figures with a verdict on each goal, prints the verdicts; the status to end with."""
    figures["goals"] = {goal: "held" if held else "missed" for goal, held in goals.items()}
    pathlib.Path(file).write_text(json.dumps(figures, indent=2) + "\n")
    for goal, verdict in figures["goals"].items():
        print(f"{verdict:6} {goal}", flush=True)
    return 0 if all(goals.values()) else 1
