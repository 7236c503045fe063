"""The limits of sixgate.cfg, each reached and counted, with a real HAProxy.

usage: unshare --net --mount --pid --fork --mount-proc --kill-child \
    python3 -B limits.py SIXGATE_CFG SIXGATE_CFG_UNUSED SIXGATE_LUA

limits.properties: per visitor 20 connections, 40 new ones within 3 s; per host 30; hello 1 s, headers 2 s.
"""
import collections
import contextlib
import re
from dialogues import *

# One for each case, so that none feels what another did.
VISITORS = collections.deque(f"203.0.113.{n}" for n in range(10, 60))
NEIGHBOURS6 = ("2001:db8:d:1::1", "2001:db8:d:1:ffff::2", "2001:db8:d:2::1")


def counted(gateway, mode):
    """How often that was refused: key=limited-rate use=0 exp=0 shard=0 gpc0=3"""
    for line in gateway.api("show table sixgate_refusals").splitlines():
        if f"key={mode} " in line:
            return int(line.rsplit("gpc0=", 1)[1])
    return 0


def ask(name, visitor=VISITOR4):
    """The first that comes back on a hello: what the host saw, an alert, or nothing; then goes."""
    try:
        with connect(443, visitor) as s:
            s.sendall(hello(name))
            return s.recv(65536)
    except ConnectionResetError:  # while we were still connecting, or sending
        return b""


def host_of(name, visitor=VISITOR4):
    return json.loads(ask(name, visitor))["host"]


def connections_to(gateway, host):
    """key=2001:db8:b::80 use=3 exp=0 shard=0 conn_cur=3"""
    line = next((line for line in gateway.api("show table sixgate_hosts").splitlines() if f"key={host} " in line), "=0")
    return int(line.rsplit("=", 1)[1])


def rate_of(gateway, visitor):
    """key=::ffff:203.0.113.10 use=0 exp=2800 shard=0 gpc0=0 gpc0_rate(10000)=0 conn_rate(3000)=12 conn_cur=0"""
    line = next((line for line in gateway.api("show table sixgate_clients").splitlines() if f":{visitor} " in line), "")
    rate = re.search(r"conn_rate\(\d+\)=(\d+)", line)
    return int(rate.group(1)) if rate else 0


@contextlib.contextmanager
def counts(gateway, mode, times):
    before = counted(gateway, mode)
    yield
    until(f"{times} more {mode}", lambda: counted(gateway, mode) == before + times, 3)


@contextlib.contextmanager
def held(gateway, count, visitor):
    """So many connections to umbra's host, open until the end of the block; none of them is counted after it."""
    connections, before = [], connections_to(gateway, UMBRA)
    try:
        for _ in range(count):
            connections.append(connect(443, visitor))
            connections[-1].sendall(hello("umbra.example"))
        for s in connections:
            assert s.recv(65536).startswith(b"{"), "one that is within the limit was refused"
        yield connections
    finally:
        for s in connections:
            s.close()
        until("their end", lambda: connections_to(gateway, UMBRA) <= before)


@case("a visitor with too many connections is refused, by TLS and HTTP; logged and counted")
def _(gateway, log):
    visitor = VISITORS.popleft()
    with held(gateway, 20, visitor):
        since = len(log.lines)
        with counts(gateway, "limited-connections", 2):
            equal(ask("umbra.example", visitor), b"")
            equal(http("umbra.example", visitor=visitor), (429, "You have too many connections to this gateway.\n"))
        for protocol in ("tls", "http"):
            log.wait(since, protocol + " client=" + visitor, "mode=limited-connections ")
        for other in (VISITORS.popleft(), VISITOR6):
            equal(host_of("umbra.example", other), "umbra")
    until("his turn again", lambda: ask("umbra.example", visitor).startswith(b"{"))


@case("a refused HTTP connection is closed with its answer")
def _(gateway, log):
    visitor = VISITORS.popleft()
    with held(gateway, 20, visitor):
        connection = Http(visitor=visitor)
        equal(connection.get("umbra.example")[0], 429)
        equal(connection.stream.read(), b"")
        connection.close()


@case("IPv6 visitors are counted by /64")
def _(gateway, log):
    first, same, other = NEIGHBOURS6
    with held(gateway, 20, first):
        equal(ask("umbra.example", same), b"")
        equal(host_of("umbra.example", other), "umbra")


@case("a visitor who comes too often is refused until he is slower; another is not")
def _(gateway, log):
    visitor = VISITORS.popleft()
    since = len(log.lines)
    for _ in range(40):
        host_of("umbra.example", visitor)
    with counts(gateway, "limited-rate", 1):
        equal(ask("umbra.example", visitor), b"")
    log.wait(since, "tls client=" + visitor, "mode=limited-rate ")
    equal(host_of("umbra.example", VISITORS.popleft()), "umbra")
    # Each try counts, a refused one too: he is let in when he has come less often for a while, not while he hammers.
    until("a lower rate", lambda: rate_of(gateway, visitor) < 40, 10)
    equal(host_of("umbra.example", visitor), "umbra")


@case("from the eleventh refusal within 10 s on it is not logged any more, but counted")
def _(gateway, log):
    visitor = VISITORS.popleft()
    before = int(gateway.stat("sixgate_tls", "FRONTEND")["dcon"])
    with counts(gateway, "limited-connections", 10), held(gateway, 20, visitor):
        since = len(log.lines)
        for _ in range(16):
            equal(ask("umbra.example", visitor), b"")
    equal(int(gateway.stat("sixgate_tls", "FRONTEND")["dcon"]), before + 6)
    # A later visitor's line: what came before it is there.
    marker = VISITORS.popleft()
    host_of("umbra.example", marker)
    log.wait(since, "tls client=" + marker)
    equal(sum(b"client=" + visitor.encode() in line and b"limited-connections" in line for line in log.lines[since:]), 10)


@case("a host with too many visitors gets no more, whoever they are; other hosts do")
def _(gateway, log):
    one, two, three = (VISITORS.popleft() for _ in range(3))
    with held(gateway, 15, one), held(gateway, 15, two):
        since = len(log.lines)
        with counts(gateway, "limited-host", 2):
            equal(ask("umbra.example", three), b"")
            equal(http("umbra.example", visitor=three), (503, "The host of this site has too many visitors.\n"))
        log.wait(since, "tls client=" + three, "host=" + UMBRA + " ", "mode=limited-host ")
        equal(host_of("none.acme.example", three), "acme")
    until("its turn again", lambda: ask("umbra.example", three).startswith(b"{"))


def limited(gateway):
    """How many visitors of IMAP were over a limit: … gpc6=2 …"""
    found = re.search(r"key=imap .* gpc6=(\d+)", gateway.api("show table sixgate_starttls_counts"))
    return int(found[1]) if found else 0


@case("STARTTLS: too many connections, or too often: closed without a greeting; logged and counted, others are served")
def _(gateway, log):
    many, often = VISITORS.popleft(), VISITORS.popleft()
    with held(gateway, 20, many):
        since, before = len(log.lines), limited(gateway)
        with connect(143, many) as s:
            equal(read_all(s), b"")
        log.wait(since, "starttls protocol=imap ", "client=" + many, "mode=limited-connections ")
        equal(limited(gateway), before + 1)
    for _ in range(40):
        host_of("umbra.example", often)
    since = len(log.lines)
    with connect(143, often) as s:
        equal(read_all(s), b"")
    log.wait(since, "starttls protocol=imap ", "client=" + often, "mode=limited-rate ")
    with connect(143, VISITORS.popleft()) as s:
        read_until(s, r"^\* OK")


@case("STARTTLS: a host with too many visitors gets no more; the connection is closed after STARTTLS")
def _(gateway, log):
    one, two, three = (VISITORS.popleft() for _ in range(3))
    with held(gateway, 15, one), held(gateway, 15, two):
        since, before = len(log.lines), limited(gateway)
        with connect(143, three) as s:
            converse(s, client_script("imap", "umbra.example"))
            s.sendall(hello("umbra.example"))
            equal(read_all(s), b"")
        log.wait(since, "starttls protocol=imap ", "host=" + UMBRA + " ", "mode=limited-host ")
        equal(limited(gateway), before + 1)


@case("half a hello is closed after its time, logged and counted; cut into tiny records, too")
def _(gateway, log):
    data = hello("umbra.example")
    for half in (data[:60], hello("umbra.example", record=60)[:80]):
        visitor, since = VISITORS.popleft(), len(log.lines)
        with counts(gateway, "limited-hello", 1), connect(443, visitor) as s:
            s.sendall(half)
            start = time.monotonic()
            equal(read_all(s), b"")
            took = time.monotonic() - start
            assert 0.7 < took < 1.8, f"closed after {took:.2f} s"
        log.wait(since, "tls client=" + visitor, "name=- host=- ", "mode=limited-hello ")


@case("half a header gets 408 after its time")
def _(gateway, log):
    visitor, since = VISITORS.popleft(), len(log.lines)
    before = int(gateway.stat("sixgate_http", "FRONTEND")["ereq"])
    with connect(80, visitor) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: umbra.example\r\n")
        start = time.monotonic()
        assert read_all(s).startswith(b"HTTP/1.1 408 ")
        took = time.monotonic() - start
        assert 1.7 < took < 3, f"closed after {took:.2f} s"
    log.wait(since, "http client=" + visitor, "status=408")
    equal(int(gateway.stat("sixgate_http", "FRONTEND")["ereq"]), before + 1)


@case("a header that comes drop by drop gets 408 all the same")
def _(gateway, log):
    with connect(80, VISITORS.popleft()) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: umbra.example\r\n")
        s.settimeout(0.1)
        for _ in range(40):
            try:
                equal(s.recv(20)[:13], b"HTTP/1.1 408 ")
                return
            except TimeoutError:
                s.sendall(b"x: y\r\n")
    raise AssertionError("it was not closed")


@case("a loop is counted")
def _(gateway, log):
    with counts(gateway, "loop", 2):
        for port, first in ((443, hello("umbra.example")), (80, b"GET / HTTP/1.1\r\nHost: umbra.example\r\n\r\n")):
            with socket.create_connection((GATEWAY4, port), 8, (GATEWAY4, 0)) as s:
                s.sendall(first)
                read_all(s)


@case("unknown names and refused destinations are counted")
def _(gateway, log):
    with counts(gateway, "unknown", 2):
        equal(ask("nobody.example"), ALERT)
        equal(http("nobody.example")[0], 421)
    with counts(gateway, "refused", 2):
        equal(ask("stranger.acme.example"), ALERT)
        equal(http("stranger.acme.example")[0], 502)


def main(configuration, _, lua):
    build_namespace()
    for visitor in VISITORS:
        sh("ip", "addr", "add", visitor + "/32", "dev", "lo")
    for visitor in NEIGHBOURS6:
        sh("ip", "-6", "addr", "add", visitor + "/128", "dev", "lo", "nodad")
    place(configuration, lua)
    operator = BASE / "haproxy.cfg"
    operator.write_text("global\n    log 127.0.0.1:514 local0\n    maxconn 2000\n    nbthread 2\n")
    log = Log()
    # Holds what is connected open, so that connections can be counted.
    for name, address in (("acme", ACME), ("umbra", UMBRA), ("stranger", STRANGER)):
        Host(name, address, TLS_PORTS + HTTP_PORTS, stays=True)
    gateway = HAProxy(operator, STATE / "sixgate.cfg")
    try:
        return run(gateway, log)
    finally:
        gateway.stop()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
