"""What the lab scripts of this module stand on: a network namespace, hosts that tell what they saw, a real HAProxy.

Run inside `unshare --net --mount --pid --fork --mount-proc --kill-child`: everything ends with the namespaces.

    visitors                      gateway                      hosts (in customers' prefixes)
    198.51.100.7   2001:db8:c::7  192.0.2.1   2001:db8:ff::1   acme 2001:db8:a::80   umbra 2001:db8:b::80
                                                               stranger 2001:db8:dead::1 (nobody's)
all of them on the namespace's loopback device; 2001:db8:64::/96 is routed to it as embedded-prefix.
"""
import base64
import hashlib
import json
import os
import pathlib
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import traceback

BINARY = os.environ.get("SIXGATE_LAB_HAPROXY", "haproxy")
BASE = pathlib.Path("/run/sixgate-test")
STATE, RUN = BASE / "state", BASE / "run"
VISITOR4, VISITOR6 = "198.51.100.7", "2001:db8:c::7"
GATEWAY4, GATEWAY6 = "192.0.2.1", "2001:db8:ff::1"
ACME, UMBRA, STRANGER = "2001:db8:a::80", "2001:db8:b::80", "2001:db8:dead::1"
SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
TLS_PORTS, HTTP_PORTS = (443, 993), (80, 8080)
HOPS = (("127.64.64.64", 641), ("127.64.64.64", 642))
BULK = b"b" * 1_000_000
ALERT = bytes.fromhex("15030300020270")

NAMES = f"""\
none.acme.example {ACME}|none
embedded.acme.example {ACME}|embedded
v1.acme.example {ACME}|proxy-v1
v2.acme.example {ACME}|proxy-v2
*.shop.acme.example {ACME}|none
exact.shop.acme.example {UMBRA}|none
umbra.example {UMBRA}|none
moved.acme.example {ACME}|none
gone.acme.example {ACME}|none
gone.late.acme.example {ACME}|none
*.late.acme.example {ACME}|none
*.past.acme.example {ACME}|none
past.acme.example {ACME}|none
only.acme.example -
*.only.acme.example -
port.acme.example {ACME}|none
dead.acme.example 2001:db8:a::dead|none
loopback.acme.example ::1|none
mapped.acme.example ::ffff:127.0.0.1|none
four.acme.example 127.0.0.1|none
own.acme.example {GATEWAY6}|none
visitor.acme.example 2001:db8:64::c633:6407|none
stranger.acme.example {STRANGER}|none
lan.acme.example 2001:db8:a::99|none
broken.acme.example garbage
"""
OVERRIDES = f"""\
993/none.acme.example {UMBRA}|none
443/only.acme.example {ACME}|none
443/*.only.acme.example {ACME}|proxy-v1
443/past.acme.example {UMBRA}|none
443/port.acme.example {ACME}|none|8443
80/port.acme.example {ACME}|none|8443
443/*.shop.acme.example {ACME}|proxy-v2
"""
# Laid over the two above: changed, new, gone; a wildcard too.
NAMES_RECENT = f"""\
moved.acme.example {UMBRA}|none
late.acme.example {ACME}|none
gone.acme.example gone
gone.late.acme.example gone
*.late.acme.example {UMBRA}|none
*.past.acme.example gone
"""
OVERRIDES_RECENT = f"""\
443/late.acme.example {UMBRA}|none
443/past.acme.example gone
"""
# Wider than it should be, so that the static refusals of sixgate.cfg are what refuses; the stranger is outside.
CUSTOMERS = """\
2001:db8:a::/48 acme
2001:db8:b::/48 umbra
2001:db8:ff::/48 too-wide
2001:db8:64::/96 too-wide
::/64 too-wide
2001:db8:a::99 -
127.0.0.0/8 too-wide
"""


def sh(*argv):
    subprocess.run(argv, check=True)


def until(what, condition, seconds=10):
    """Waits for a condition; an assertion names what did not come."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"{what} did not come within {seconds} s"
        time.sleep(0.01)


# ---------------------------------------------------------------- the namespace

def build_namespace():
    sh("mount", "--make-rprivate", "/")
    sh("mount", "-t", "tmpfs", "tmpfs", "/run")
    sh("ip", "link", "set", "lo", "up")
    for address in (VISITOR4, "198.51.100.8", GATEWAY4):
        sh("ip", "addr", "add", address + "/32", "dev", "lo")
    for address in (VISITOR6, GATEWAY6, ACME, UMBRA, STRANGER):
        sh("ip", "-6", "addr", "add", address + "/128", "dev", "lo", "nodad")
    # What docs/haproxy.md tells the operator to do for client address mode embedded.
    sh("ip", "-6", "route", "add", "local", "2001:db8:64::/96", "dev", "lo")
    sh("sysctl", "-qw", "net.ipv6.ip_nonlocal_bind=1")


def place(configuration, lua):
    """The files that the agent would have written."""
    shutil.rmtree(BASE, ignore_errors=True)
    for folder in (STATE, RUN):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(configuration, STATE / "sixgate.cfg")
    shutil.copytree(pathlib.Path(lua).parent, BASE, dirs_exist_ok=True)
    (STATE / "names.map").write_text(NAMES)
    (STATE / "overrides.map").write_text(OVERRIDES)
    (STATE / "customers.map").write_text(CUSTOMERS)
    (STATE / "names.recent.map").write_text(NAMES_RECENT)
    (STATE / "overrides.recent.map").write_text(OVERRIDES_RECENT)


class Log:
    """A syslog receiver."""

    def __init__(self):
        self.lines = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 514))
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            self.lines.append(self.socket.recv(8192))

    def wait(self, since, *parts):
        """The first line after the first `since` ones that has all parts: ports are used again by later visitors."""
        wanted = [part.encode() for part in parts]
        return until("a log line with " + " ".join(parts), lambda: next(
            (line for line in self.lines[since:] if all(part in line for part in wanted)), None)).decode()


class HAProxy:
    def __init__(self, *files, before=(), run=RUN):
        self.socket, self.master = str(run / "haproxy.sock"), str(run / "master.sock")
        # -Ws as in Debian's unit: master-worker in the foreground, whatever "daemon" says in haproxy.cfg.
        argv = [*before, BINARY, "-Ws", "-S", self.master]
        for file in files:
            argv += ["-f", str(file)]
        self.printed = run / "haproxy.out"
        self.output = open(self.printed, "wb")
        self.process = subprocess.Popen(argv, stdout=self.output, stderr=subprocess.STDOUT)
        until("HAProxy's Runtime API", lambda: self.process.poll() is None and self.answers()
              or self.process.poll() is not None)
        assert self.process.poll() is None, "HAProxy did not start: " + self.said()

    def said(self):
        return self.printed.read_text(errors="replace")

    def answers(self):
        try:
            return "Pid:" in self.api("show info")
        except OSError:
            return False

    def api(self, command, path=None):
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(10)
            s.connect(path or self.socket)
            s.sendall(command.encode() + b"\n")
            return read_all(s).decode()

    def stat(self, proxy, server):
        """A row of show stat, by the names of its columns."""
        header, *rows = self.api("show stat").splitlines()
        columns = header.removeprefix("# ").split(",")
        return next(row for row in (dict(zip(columns, line.split(","))) for line in rows if line)
                    if (row["pxname"], row["svname"]) == (proxy, server))

    def pid(self):
        """The worker's."""
        info = self.api("show info")
        return int(next(line for line in info.splitlines() if line.startswith("Pid:")).split()[1])

    def reload(self):
        before = self.pid()
        for attempt in range(4):
            until("the master's socket", self.asks_for_reload)
            try:
                until("a new worker", lambda: self.answers() and self.pid() != before, 5)
                return
            except AssertionError:
                pass  # the master took the request just before it began anew, and lost it
        raise AssertionError("a new worker did not come, though it was asked for four times")

    def asks_for_reload(self):
        try:
            self.api("reload", self.master)
            return True
        except ConnectionRefusedError:
            return False  # the master is executing itself anew after the last reload

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def complaints(self):
        """Warnings and alerts that no reload, no end and no missing /dev/log of the namespace explains."""
        expected = ("logger #", "xiting", "exited with code", " stopped (cumulated conns",
                    # What HAProxy says as non-root user, although its capabilities are enough.
                    "Some options which require full privileges might not work well")
        return [line for line in self.said().splitlines()
                if ("[ALERT]" in line or "[WARNING]" in line) and not any(part in line for part in expected)]



# ---------------------------------------------------------------- hosts

def read_proxy_header(stream):
    """Gives (header bytes or b"", first bytes after it)."""
    first = stream.read(5)
    if first == b"PROXY":
        return first + stream.readline(), b""
    if first == SIGNATURE[:5]:
        first += stream.read(11)
        return first + stream.read(struct.unpack(">H", first[14:16])[0]), b""
    return b"", first


def read_hello(stream, start):
    """TLS records until their handshake bytes hold a whole ClientHello."""
    raw, message = b"", b""
    while len(message) < 4 or len(message) < 4 + int.from_bytes(message[1:4], "big"):
        head = start or stream.read(5)
        start = b""
        body = stream.read(struct.unpack(">H", head[3:5])[0])
        raw, message = raw + head + body, message + body
    return raw


class Host:
    """Answers every connection with what it saw of it: JSON after a TLS hello, JSON bodies for HTTP.

    One that stays leaves it to the visitor to end a TLS connection.
    """

    def __init__(self, name, address, ports, stays=False):
        self.stays = stays
        for port in ports:
            listener = socket.create_server((address, port), family=socket.AF_INET6, backlog=200)
            threading.Thread(target=self._accept, args=(name, listener), daemon=True).start()

    def _accept(self, name, listener):
        count = 0
        while True:
            connection, peer = listener.accept()
            count += 1
            seen = {"host": name, "peer": peer[0], "port": connection.getsockname()[1], "connection": count}
            threading.Thread(target=self._serve, args=(connection, seen), daemon=True).start()

    def _serve(self, connection, seen):
        try:
            with connection, connection.makefile("rb") as stream:
                header, start = read_proxy_header(stream)
                seen["proxy"] = header.hex()
                start = start or stream.read(5)
                if start[:1] == b"\x16":
                    seen["hello"] = read_hello(stream, start).hex()
                    connection.sendall(json.dumps(seen).encode() + b"\n")
                    if self.stays:
                        stream.read(1)
                    else:
                        # To close with something unread would reset the connection, and the answer be lost.
                        connection.shutdown(socket.SHUT_WR)
                        while stream.read(65536):
                            pass
                elif start:
                    self._http(connection, stream, start, seen)
        except (OSError, struct.error, IndexError):
            pass

    def _http(self, connection, stream, start, seen):
        while True:
            request = start + stream.readline()
            start = b""
            if not request.strip():
                return
            seen["request"], seen["headers"] = request.decode().strip(), {}
            for line in iter(stream.readline, b"\r\n"):
                key, value = line.decode("latin1").strip().split(":", 1)
                seen["headers"].setdefault(key.lower(), []).append(value.strip())
            if "websocket" in seen["headers"].get("upgrade", []):
                # RFC 6455 section 4.2.2; HAProxy checks it.
                key = seen["headers"]["sec-websocket-key"][0] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
                accept = base64.b64encode(hashlib.sha1(key.encode()).digest())
                connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                   b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
                while data := connection.recv(4096):
                    connection.sendall(data)
                return
            body = BULK if " /bulk " in seen["request"] else json.dumps(seen).encode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


# ---------------------------------------------------------------- visitors

def connect(port, visitor=VISITOR4, timeout=8):
    """As a visitor to the gateway's address of the visitor's family."""
    gateway = GATEWAY6 if ":" in visitor else GATEWAY4
    return socket.create_connection((gateway, port), timeout, (visitor, 0))


def read_all(s):
    data = b""
    try:
        while part := s.recv(65536):
            data += part
    except ConnectionResetError:
        pass
    return data


def hello(name=None, size=0, version=0x0303, record=16384, extensions=None):
    """A ClientHello. `size` pads it like a post-quantum key share does; `record` cuts it into records."""
    def extension(kind, data):
        return struct.pack(">HH", kind, len(data)) + data
    if extensions is None:
        extensions = b""
        if name is not None:
            raw = name if isinstance(name, bytes) else name.encode()
            extensions += extension(0, struct.pack(">HBH", len(raw) + 3, 0, len(raw)) + raw)
        extensions = extension(51, b"k" * size) + extensions + extension(23, b"")
    body = struct.pack(">H", version) + bytes(range(32)) + b"\x20" + b"s" * 32
    body += b"\x00\x04\x13\x01\xc0\x2f" + b"\x01\x00" + struct.pack(">H", len(extensions)) + extensions
    message = b"\x01" + len(body).to_bytes(3, "big") + body
    return b"".join(b"\x16\x03\x01" + struct.pack(">H", len(part)) + part
                    for part in (message[i:i + record] for i in range(0, len(message), record)))


def say(data, port=443, visitor=VISITOR4, pieces=None):
    """Sends bytes (or pieces, each in a segment of its own) and gives all that comes back until the end."""
    with connect(port, visitor) as s:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for piece in pieces or [data]:
                s.sendall(piece)
                if pieces:
                    time.sleep(0.001)  # lets the kernel send this piece alone
        except (BrokenPipeError, ConnectionResetError):
            pass
        return read_all(s)


def tls(name, port=443, visitor=VISITOR4, **how):
    """What the host that got the hello saw; asserts that the hello came through unchanged."""
    data = hello(name, **how)
    answer = say(data, port, visitor)
    assert answer.startswith(b"{"), f"no host answered but {answer!r}"
    seen = json.loads(answer)
    assert seen["hello"] == data.hex(), "the hello was changed on its way"
    return seen


WEBSOCKET = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")


class Http:
    """A connection that can send several requests."""

    def __init__(self, port=80, visitor=VISITOR4):
        self.socket = connect(port, visitor)
        self.stream = self.socket.makefile("rb")

    def get(self, host, *headers, path="/"):
        lines = [f"GET {path} HTTP/1.1"] + ([f"Host: {host}"] if host is not None else []) + list(headers)
        return self.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin1"))

    def send(self, request):
        self.socket.sendall(request)
        status = self.stream.readline().decode()
        assert status.startswith("HTTP/1."), f"no answer but {status!r}"
        headers = {}
        for line in iter(self.stream.readline, b"\r\n"):
            assert line, "the answer ended in its header"
            key, value = line.decode().split(":", 1)
            headers[key.lower()] = value.strip()
        body = self.stream.read(int(headers.get("content-length", 0)))
        code = int(status.split()[1])
        return code, json.loads(body) if body.startswith(b"{") else body.decode()

    def close(self):
        self.stream.close()
        self.socket.close()


def http(host, *headers, port=80, visitor=VISITOR4, path="/"):
    connection = Http(port, visitor)
    try:
        return connection.get(host, *headers, path=path)
    finally:
        connection.close()


def seen_by(host, *headers, **how):
    code, seen = http(host, *headers, **how)
    assert code == 200, f"{code} {seen}"
    return seen


# ---------------------------------------------------------------- cases

CASES = []


def case(name):
    def register(function):
        CASES.append((name, function))
        return function
    return register


def equal(actual, expected):
    assert actual == expected, f"{actual!r} instead of {expected!r}"


def run(*arguments):
    """Runs every case and prints a line for each: ok NAME, or not ok NAME: why."""
    failed = 0
    for name, function in CASES:
        try:
            function(*arguments)
            print("ok " + name, flush=True)
        except Exception as e:  # a case may fail in any way; the others go on
            failed += 1
            why = " ".join(str(e).split()) or type(e).__name__
            print(f"not ok {name}: {type(e).__name__}: {why[:600]}", flush=True)
            traceback.print_exc()
    return failed
