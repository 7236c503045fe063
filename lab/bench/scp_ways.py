"""The same file by scp: direct, by a forward of HAProxy, by socat, by a jump host; and the CPU of all that had a part in it."""
import ctypes
import os
import pathlib
import random
import signal
import statistics
import subprocess
import time

LAB = pathlib.Path(__file__).resolve().parents[1]
RUN = pathlib.Path("/run/lab")
# Seconds of a round differ by a tenth from the next with nothing else at work: 24 rounds bring the median of direct : forward
# to within 0.03. The other ways are far from the line that is to be held; every fourth round is enough for them.
MEGABYTES, ROUNDS, EVERY = 256, 24, 4
OPTIONS = ["-F", "none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
           "-o", "IdentitiesOnly=yes", "-i", str(RUN / "alice.key")]
TICKS = os.sysconf("SC_CLK_TCK")
PR_SET_CHILD_SUBREAPER = 36
JUMP_PORT, SOCAT_PORT = 2299, 2298


def at(place, *command):
    return ["ip", "netns", "exec", place, *command]


def worker():
    return int(subprocess.run([str(LAB / "haproxy"), "worker"], stdout=subprocess.PIPE, text=True, check=True).stdout)


def cpu_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:13])) / TICKS


def cpu_of_children():
    """Of all children that have ended and were waited for, and of theirs."""
    times = os.times()
    return times.children_user + times.children_system


def take_in_orphans():
    """sshd's monitor ends without waiting for the process that did the session's work when a client says goodbye: then that
    process is nobody's child, its seconds are nobody's, and a host would seem to cost nothing. From here on they are ours
    (prctl(2), PR_SET_CHILD_SUBREAPER). HAProxy, which also leaves its parents, must run already."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_for_orphans(known):
    """All that are children of this process but those known by pid: each a session's process that is about to end."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        tasks = pathlib.Path(f"/proc/{os.getpid()}/task")
        orphans = {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()} - known
        if not orphans:
            return
        for pid in orphans:
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.02)
    raise SystemExit("a session of sshd did not end within 10 s of its scp")


class Started:
    """A server for one transfer; its seconds are counted when it has ended, with those of its sessions."""

    def __init__(self, place, port, *command):
        self.process = subprocess.Popen(at(place, *command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while f":{port} " not in subprocess.run(at(place, "ss", "-Hltn"), stdout=subprocess.PIPE, text=True, check=True).stdout:
            if time.monotonic() > end:
                raise SystemExit(f"{command[0]} does not listen on port {port} of {place}")
            time.sleep(0.02)

    def end(self):
        self.process.terminate()
        self.process.wait()


class Ways:
    def __init__(self, host, port):
        self.host, self.port = host, port
        folder = RUN / "jump"
        folder.mkdir()
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / "key")], check=True)
        self.jump_config = folder / "sshd_config"
        self.jump_config.write_text(
            f"ListenAddress 192.0.2.1:{JUMP_PORT}\nHostKey {folder}/key\nPidFile none\nUsePAM no\nAuthorizedKeysFile {RUN}/alice.key.pub\n"
            "StrictModes no\nPermitRootLogin yes\n")
        (RUN / "acme-web1/home/alice/bulk").write_bytes(random.Random(5).randbytes(1 << 20) * MEGABYTES)
        # The lab's own sshd makes room for one that is this process's child.
        os.kill(int((RUN / "acme-web1/sshd.pid").read_text()), signal.SIGTERM)

    def scp(self, target, *more):
        local = RUN / "bulk"
        subprocess.run(at("client46", "scp", "-q", *OPTIONS, *more, target, str(local)), check=True)
        local.unlink()

    def direct(self):
        self.scp(f"alice@[{self.host}]:bulk")
        return []

    def forward(self):
        self.scp("alice@192.0.2.1:bulk", "-P", str(self.port))
        return []

    def socat(self):
        socat = Started("gateway", SOCAT_PORT, "socat", f"TCP4-LISTEN:{SOCAT_PORT},reuseaddr", f"TCP6:[{self.host}]:22")
        self.scp("alice@192.0.2.1:bulk", "-P", str(SOCAT_PORT))
        return [socat]

    def jump_host(self):
        jump = Started("gateway", JUMP_PORT, "/usr/sbin/sshd", "-D", "-f", str(self.jump_config))
        proxy = "ssh " + " ".join(OPTIONS) + f" -p {JUMP_PORT} -W [%h]:%p root@192.0.2.1"
        self.scp(f"alice@[{self.host}]:bulk", "-o", f"ProxyCommand={proxy}")
        return [jump]

    def seconds(self, way):
        """Client, host, and all between; the seconds of HAProxy, which lives on, are read from the kernel."""
        haproxy = worker()
        before, between = cpu_of_children(), cpu_of(haproxy)
        sshd = Started("acme-web1", 22, "/usr/sbin/sshd", "-D")
        servers = [sshd, *way()]
        between = cpu_of(haproxy) - between
        wait_for_orphans({server.process.pid for server in servers})
        for server in servers:
            server.end()
        wait_for_orphans(set())
        return cpu_of_children() - before + between


def measure(host, port):
    """CPU seconds per GB of each way, and the direct way's as a share of each, round by round."""
    take_in_orphans()
    ways = Ways(host, port)
    seconds = {"direct": [], "forward": [], "socat": [], "ssh -J": []}
    shares = {name: [] for name in seconds}
    for turn in range(ROUNDS):
        for name, way in zip(seconds, (ways.direct, ways.forward, ways.socat, ways.jump_host)):
            if name in ("direct", "forward") or turn % EVERY == 0:
                seconds[name].append(ways.seconds(way))
                shares[name].append(seconds["direct"][-1] / seconds[name][-1])
    return {"megabytes": MEGABYTES, "rounds": ROUNDS,
            "cpu-s-per-gb": {name: round(statistics.median(values) * 1024 / MEGABYTES, 2) for name, values in seconds.items()},
            "direct-to-this": {name: round(statistics.median(values), 3) for name, values in shares.items()},
            "each": {name: [round(value * 1024 / MEGABYTES, 2) for value in values] for name, values in seconds.items()}}
