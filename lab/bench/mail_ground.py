"""The place of the benchmark `mail`, inside the lab: customers' domains, the relay and Debian's Postfix side by side, the sink that is both's primary.

    client4, client6 ── smtp-source ──► gateway: relay, port 25; Postfix, port 10125 ──► acme-web1: smtp-sink, port 2626

The relay's spool and Postfix's queue are on the same disk, a folder of the checkout: /var/lib/sixgate and /run are in memory in the lab.
"""
import collections
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUN = pathlib.Path("/run/lab/bench")
DISK = RUN / "disk"
HOST, SINK = "2001:db8:a::80", 2626
RELAY4, RELAY6, POSTFIX4 = ("192.0.2.1", 25), ("2001:db8:ff::1", 25), ("192.0.2.1", 10125)
DEAD = 50
TICKS = os.sysconf("SC_CLK_TCK")

GATEWAY = """\
addresses: [192.0.2.1, 2001:db8:ff::1]
provider-prefixes: [2001:db8::/40]
customer-prefixes: [2001:db8:a::/48]
mail: { name: mx.provider.example, max-size: 128 }
"""

# Debian's defaults, but for what it is to relay and where it writes. There is no log: syslogd would only cost it time.
POSTFIX = f"""\
compatibility_level = 3.6
myhostname = postfix.provider.example
mydestination =
inet_interfaces = 192.0.2.1
inet_protocols = all
queue_directory = {DISK}/postfix
data_directory = {DISK}/postfix-data
relay_domains = live.example
relay_transport = relay:[{HOST}]:{SINK}
message_size_limit = 0
biff = no
smtpd_peername_lookup = no
"""


def at(place, *command):
    return ["ip", "netns", "exec", place, *map(str, command)]


def run_at(place, *command):
    return subprocess.run(at(place, *command), check=True, stdout=subprocess.PIPE, text=True).stdout


def until(what, condition, seconds=60):
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise SystemExit(f"waited {seconds} s in vain for {what}")
        time.sleep(0.005)
    return value


def greets(address, place="client4"):
    probe = f"import socket; socket.create_connection({address}, 1).recv(3) == b'220' or exit(1)"
    return lambda: not subprocess.run(at(place, "python3", "-c", probe), stderr=subprocess.DEVNULL).returncode


def lay_disk():
    """On the disk of the checkout, under a path that every user may enter."""
    folder = ROOT / "target/bench-mail"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    DISK.mkdir(parents=True)
    subprocess.run(["mount", "--bind", str(folder), str(DISK)], check=True)
    kind = subprocess.run(["stat", "-f", "-c", "%T", str(DISK)], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    if kind == "tmpfs":
        raise SystemExit(f"{folder} is in memory: nothing would be synced there")
    return kind


def prefix(number):
    return f"2001:db8:a:{0x100 + number:x}"


def write_inventory():
    """A living domain, and those of fifty customers whose hosts refuse connections or, every other, never answer."""
    folder = RUN / "inventory"
    folder.mkdir()
    (folder / "gateway.yaml").write_text(GATEWAY)
    customer(folder, "live", "2001:db8:a::/64", HOST)
    for number in range(DEAD):
        customer(folder, f"dead{number}", f"{prefix(number)}::/64", f"{prefix(number)}::80")
    run_at("gateway", "ip", "-6", "route", "add", "2001:db8:a:100::/56", "via", HOST)
    for number in range(DEAD):
        kind = "local" if number % 2 else "blackhole"
        run_at("acme-web1", "ip", "-6", "route", "add", kind, f"{prefix(number)}::/64", *(["dev", "lo"] if number % 2 else []))
    return folder


def customer(folder, name, network, address):
    (folder / name).mkdir()
    (folder / name / "customer.yaml").write_text(f"prefixes: ['{network}']\ndomains: [{name}.example]\n")
    (folder / name / "web1.yaml").write_text(
        f"address: {address}\n"
        f"mail: {{ domains: [{name}.example], primary: [{{ address: '{address}', port: {SINK} }}], unknown-while-down: accept }}\n")


class Sink:
    """smtp-sink, and how many messages it has had."""

    def __init__(self):
        self.count, self.process = 0, None

    def start(self):
        self.process = subprocess.Popen(at("acme-web1", "smtp-sink", "-u", "nobody", "-c", f"inet:[{HOST}]:{SINK}", "400"), stdout=subprocess.PIPE)
        threading.Thread(target=self._read, args=(self.process.stdout, self.count), daemon=True).start()
        until("the sink", greets((HOST, SINK), "acme-web1"), 10)

    def _read(self, out, before):
        text = b""
        while chunk := os.read(out.fileno(), 1 << 16):
            text = (text + chunk)[-200:]
            if numbers := re.findall(rb"mesg=(\d+)\D", text):
                self.count = before + int(numbers[-1])

    def stop(self):
        self.process.kill()
        self.process.wait()

    def until(self, count, seconds=60):
        until(f"message {count} at the sink", lambda: self.count >= count, seconds)


class Relay:
    name, address = "Sixgate", RELAY4

    def __init__(self, inventory):
        environment = {**os.environ, "SIXGATE_INVENTORY": str(inventory), "SIXGATE_MAIL_STATE": str(DISK / "sixgate"), "SIXGATE_RUN": str(RUN / "sixgate")}
        self.log = open(RUN / "relay.log", "wb")
        self.process = subprocess.Popen(at("gateway", ROOT / "target/dist/bin/sixgate-mail-relay"), env=environment, stdout=self.log, stderr=self.log)
        until("the relay", greets(self.address), 60)

    def cpu(self):
        return cpu_of_tree(self.process.pid)

    def order(self, line):
        with socket.socket(socket.AF_UNIX) as control:
            control.connect(str(RUN / "sixgate/mail-relay.sock"))
            control.sendall(line.encode() + b"\n")
            return json.loads(control.makefile().read())

    def flush(self):
        self.order("flush")

    def settle(self):
        """What is kept is kept once it is acknowledged."""

    def waiting(self):
        return len(self.order("queue")["waiting"])

    def memory(self):
        """MB that are resident."""
        return self._status("VmRSS")

    def peak(self, during):
        """By how many MB the process grew at most, meanwhile."""
        before = self.memory()
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")  # proc(5): resets VmHWM
        during()
        return self._status("VmHWM") - before

    def _status(self, field):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", text)[1]) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait(20)


class Postfix:
    name, address = "Postfix", POSTFIX4

    def __init__(self):
        etc = pathlib.Path("/etc/netns/gateway/postfix")
        shutil.copytree("/etc/postfix", etc, dirs_exist_ok=True)
        (etc / "main.cf").write_text(POSTFIX)
        master = (ROOT / "lab/servers/postfix-master.cf").read_text()
        (etc / "master.cf").write_text("10125 inet n - n - - smtpd\n" + re.sub(r"(?m)^[ 0-9].*\n", "", master))
        (DISK / "postfix").mkdir()
        (DISK / "postfix-data").mkdir()
        shutil.chown(DISK / "postfix-data", "postfix")
        subprocess.run(at("gateway", "postfix", "start"), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("Postfix", greets(self.address), 20)
        self.master = int((DISK / "postfix/pid/master.pid").read_text())

    def cpu(self):
        return cpu_of_tree(self.master)

    def settle(self):
        """Until all is deferred: qmgr(8) forgets the order to try at once for what it is just trying."""
        queues = [DISK / "postfix" / name for name in ("maildrop", "incoming", "active")]
        until("Postfix to defer", lambda: not any(file.is_file() for queue in queues for file in queue.rglob("*")))

    def flush(self):
        run_at("gateway", "postqueue", "-f")

    def close(self):
        subprocess.run(at("gateway", "postfix", "stop"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cpu_of_tree(top):
    """Seconds on a CPU of the process, of all that live below it, and of those that ended."""
    children = collections.defaultdict(list)
    spent = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has just ended; its parent has its time
        children[int(fields[1])].append(int(stat.parent.name))
        spent[int(stat.parent.name)] = sum(map(int, fields[11:15])) / TICKS
    total, todo = 0, [top]
    while todo:
        pid = todo.pop()
        total += spent.get(pid, 0)
        todo += children[pid]
    return total
