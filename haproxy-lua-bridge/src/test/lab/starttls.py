"""STARTTLS with a real HAProxy: every protocol's preamble, its refusals, port 25 with its relay, and fuzz.

usage: unshare --net --mount --pid --fork --mount-proc --kill-child \\
    python3 -B starttls.py SIXGATE_CFG SIXGATE_CFG_WITHOUT SIXGATE_LUA
"""
import random
import select
from dialogues import *

NAME = "none.acme.example"
MANGLING, PICKY = "2001:db8:a::f0", "2001:db8:a::f1"


def start(protocol, name=NAME, visitor=VISITOR4):
    """A connection on which the preamble is over and the hello is awaited."""
    connection = connect(PORTS[protocol], visitor)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    converse(connection, client_script(protocol, name))
    return connection


def through(protocol, name=NAME, visitor=VISITOR4, pieces=None, to=None, **how):
    """What the host that got the hello saw."""
    data = hello(name, **how)
    with start(protocol, to or name or NAME, visitor) as connection:
        return answer_to(connection, data, pieces(data) if pieces else [data])


def answer_to(connection, data, pieces):
    for piece in pieces:
        connection.sendall(piece)
    answer = connection.makefile("rb").readline()
    assert answer.startswith(b"{"), f"no host answered but {answer!r}"
    seen = json.loads(answer)
    assert seen["hello"] == data.hex(), "the hello was changed on its way"
    return seen


def drained(gateway):
    busy = lambda: sum(int(gateway.stat(f, "FRONTEND")["scur"]) for f in ("sixgate_starttls", "sixgate_smtp"))
    try:
        until("the end of all sessions", lambda: busy() == 0, 10)
    except AssertionError:
        print(gateway.api("show sess"))
        raise


COUNTERS = ("starttls", "implicit", "relayed", "host-failed", "unknown", "refused", "limited", "ended-before-tls")


def counts(gateway, protocol):
    """Every counter of a protocol by its name; docs/starttls.md has the order."""
    rows = [line for line in gateway.api("show table sixgate_starttls_counts").splitlines() if f"key={protocol} " in line]
    rows += [line for line in gateway.api("show table sixgate_traffic").splitlines() if f"|{protocol}|" in line]
    sums = {"came": sum(int(re.search(r" conn_cnt=(\d+)", row)[1]) for row in rows)}
    for at, name in enumerate(COUNTERS):
        found = (re.search(rf" gpc{at}=(\d+)", row) for row in rows)
        sums[name] = sum(int(match[1]) for match in found if match)
    return sums


@case("every protocol reaches the host that the hello names, exact and by wildcard, from IPv4 and IPv6")
def _(gateway, relay, log):
    for protocol in PORTS:
        for name, host in ((NAME, "acme"), ("umbra.example", "umbra"), ("boots.shop.acme.example", "acme")):
            for visitor in (VISITOR4, VISITOR6):
                seen = through(protocol, name, visitor)
                equal((protocol, seen["host"], seen["port"]), (protocol, host, PORTS[protocol]))


@case("the host sees the client by each mode, before the replayed preamble")
def _(gateway, relay, log):
    for protocol in PORTS:
        equal(through(protocol, "embedded.acme.example")["peer"], "2001:db8:64::c633:6407")
        header = bytes.fromhex(through(protocol, "v1.acme.example")["proxy"]).decode()
        assert re.fullmatch(f"PROXY TCP4 198.51.100.7 192.0.2.1 \\d+ {PORTS[protocol]}\r\n", header), header
        header = bytes.fromhex(through(protocol, "v2.acme.example", VISITOR6)["proxy"])
        equal(header[:14], SIGNATURE + b"\x21\x21")


@case("a hello byte by byte, in tiny records, with a post-quantum key share, and in upper case passes")
def _(gateway, relay, log):
    for protocol in PORTS:
        bytewise = lambda data: [data[i:i + 1] for i in range(len(data))]
        equal(through(protocol, pieces=bytewise)["host"], "acme")
        equal(through(protocol, record=3)["host"], "acme")
        equal(through(protocol, size=1800, pieces=lambda data: [data[:1400], data[1400:]])["host"], "acme")
        equal(through(protocol, "UMBRA.Example.", to="umbra.example")["host"], "umbra")


@case("a hello that fills a TLS record, 16 KB, passes behind a PROXY header and a long EHLO")
def _(gateway, relay, log):
    for protocol in PORTS:
        for name in (NAME, "v1.acme.example"):
            seen = through(protocol, name, size=16384 + 5 - len(hello(name)))
            equal((protocol, seen["host"], len(seen["hello"])), (protocol, "acme", 2 * (16384 + 5)))
    with connect(587) as connection:
        converse(connection, [("", "^220 "), ("EHLO " + "x" * 1000 + "\r\n", r"(?m)^250 STARTTLS\r\n"), ("STARTTLS\r\n", "^220 ")])
        data = hello("v1.acme.example", size=16384 + 5 - len(hello("v1.acme.example")))
        equal(answer_to(connection, data, [data])["host"], "acme")


@case("an unknown name, a refused destination and no name get the TLS alert unrecognized_name")
def _(gateway, relay, log):
    for protocol in PORTS:
        for name in ("nobody.example", "loopback.acme.example", "stranger.acme.example", "own.acme.example", None):
            if protocol == "smtp" or protocol.startswith("xmpp") and name is None:
                continue
            with start(protocol, name or "nobody.example") as connection:
                connection.sendall(hello(name))
                equal((protocol, name, read_all(connection)), (protocol, name, ALERT))


@case("XMPP: without a server name `to` decides, with another one nobody is reached")
def _(gateway, relay, log):
    for protocol in ("xmpp-client", "xmpp-server"):
        with start(protocol, "umbra.example") as connection:
            data = hello(None)
            equal(answer_to(connection, data, [data])["host"], "umbra")
        with start(protocol, "umbra.example") as connection:
            connection.sendall(hello(NAME))
            equal(read_all(connection), ALERT)


@case("587 serves TLS from the first byte, at the host's port 465, and STARTTLS at 587")
def _(gateway, relay, log):
    data = hello(NAME)
    with connect(587) as connection:
        equal(answer_to(connection, data, [data])["port"], 465)
    equal(through("submission")["port"], 587)
    began = time.monotonic()
    with connect(587) as connection:
        read_until(connection, "^220 ")
    assert 0.14 < time.monotonic() - began < 2, time.monotonic() - began


@case("5432 serves direct TLS of version 17, by an SSLRequest to the host")
def _(gateway, relay, log):
    data = hello(NAME)
    with connect(5432) as connection:
        equal(answer_to(connection, data, [data])["port"], 5432)


REFUSALS = [
    ("submission", "MAIL FROM:<a@b.example>\r\n", "^530 5.7.0 Must issue a STARTTLS command first\r\n$"),
    ("submission", "AUTH PLAIN AGEAYg==\r\n", "^530 5.7.0"),
    ("submission", "STARTTLS\r\n", "^503 5.5.1"),
    ("submission", "EHLO\r\n", "^501 5.5.4"),
    ("imap", "a LOGIN b c\r\n", r"^a NO \[PRIVACYREQUIRED\]"),
    ("imap", "a SELECT INBOX\r\n", r"^a NO \[PRIVACYREQUIRED\]"),
    ("imap", "+\r\n", r"^\* BAD"),
    ("pop3", "USER b\r\n", "^-ERR STLS first"),
    ("ftp", "USER b\r\n", "^530 AUTH TLS first"),
    ("ftp", "AUTH SSL\r\n", "^504 "),
    ("nntp", "GROUP a.b\r\n", "^483 "),
    ("sieve", 'AUTHENTICATE "PLAIN" "AGEAYg=="\r\n', r"^NO \(ENCRYPT-NEEDED\)"),
    ("ldap", bytes.fromhex("300c020101600702010304008000"), "^0.\x02\x01\x01\x61.\x0a\x01\x0d"),
    ("postgresql", struct.pack(">II", 40, 196608) + b"user\0x\0\0", "^E.*28000.*TLS is needed"),
]


@case("what is not allowed before TLS gets the protocol's own refusal")
def _(gateway, relay, log):
    for protocol, said, wanted in REFUSALS:
        with connect(PORTS[protocol]) as connection:
            greeting = client_script(protocol, NAME)[0]
            if not greeting[0]:
                read_until(connection, greeting[1])
            connection.sendall(encoded(said))
            read_until(connection, wanted)


@case("after a refusal STARTTLS still works")
def _(gateway, relay, log):
    with connect(143) as connection:
        converse(connection, [("", r"^\* OK"), ("a LOGIN b c\r\n", "^a NO"), ("b STARTTLS\r\n", "^b OK")])
        data = hello(NAME)
        equal(answer_to(connection, data, [data])["host"], "acme")


@case("commands behind STARTTLS in one segment are refused, and no host hears of them")
def _(gateway, relay, log):
    for protocol in PORTS:
        *before, (last, _) = client_script(protocol, NAME)
        with connect(PORTS[protocol]) as connection:
            converse(connection, before)
            connection.sendall(encoded(last) + b"NOOP\r\n")
            answer = read_all(connection)
        good = encoded(client_script(protocol, NAME)[-1][1].removeprefix("^")).decode()
        assert answer and not re.search("^" + good, answer.decode("latin1")), (protocol, answer)


@case("a host that says more behind its answer to STARTTLS is not believed")
def _(gateway, relay, log):
    with start("imap", "dead.acme.example") as connection:
        connection.sendall(hello("dead.acme.example"))
        equal(read_all(connection), bytes.fromhex("15030300020250"))


@case("a line, a preamble and a time without end are cut short, politely")
def _(gateway, relay, log):
    for protocol, said, wanted in (("imap", "x" * 2000 + "\r\n", rb"BYE The line is too long"), ("imap", "a NOOP\r\n" * 60, rb"BYE Too many"),
                                   ("submission", "NOOP\r\n" * 60, rb"421 4.7.0"), ("pop3", "a\rb\r\n", rb"-ERR The line has"),
                                   ("ldap", bytes.fromhex("3084") + b"\x7f" * 4, rb"1.3.6.1.4.1.1466.20036"),
                                   ("xmpp-client", "<" * 3000, rb"policy-violation")):
        with connect(PORTS[protocol]) as connection:
            connection.sendall(encoded(said))
            answer = read_all(connection)
            assert re.search(wanted, answer), (protocol, answer)
    began = time.monotonic()
    silent = {protocol: connect(PORTS[protocol]) for protocol in PORTS if protocol != "smtp"}
    for protocol, connection in silent.items():
        answer = read_all(connection)
        assert 2 < time.monotonic() - began < 9, (protocol, answer)
        assert re.search(rb"421|BYE|-ERR|400|08P01|timeout|1466.20036|^$", answer), (protocol, answer)
        connection.close()


@case("one who sends a byte now and then is cut short as well: in a line, in an LDAP message, in a hello")
def _(gateway, relay, log):
    began = time.monotonic()
    trickles = [(connect(143), b"a" * 1000), (connect(389), bytes.fromhex("30821000") + bytes(1000)), (start("imap"), hello(NAME, size=1000))]
    for at in range(60):
        for trickle in list(trickles):
            connection, said = trickle
            try:
                connection.sendall(said[at:at + 1])
                ended = select.select([connection], [], [], 0.05)[0] and not connection.recv(1000)
            except (BrokenPipeError, ConnectionResetError):
                ended = True
            if ended:
                trickles.remove(trickle)
                connection.close()
        if not trickles:
            break
    equal(trickles, [])
    assert 2 < time.monotonic() - began < 9, time.monotonic() - began


@case("a name whose host does not listen is closed, not held")
def _(gateway, relay, log):
    with start("imap", "late.acme.example") as connection:
        connection.sendall(hello("absent.acme.example"))
        began = time.monotonic()
        read_all(connection)
        assert time.monotonic() - began < 8


# ---------------------------------------------------------------- port 25

@case("25: STARTTLS with the name of a customer's host goes to that host, any other to the relay")
def _(gateway, relay, log):
    equal(through("smtp")["host"], "acme")
    for name in ("nobody.example", None, "loopback.acme.example", "stranger.acme.example"):
        seen = through("smtp", name)
        equal(seen["host"], "relay")
        assert bytes.fromhex(seen["proxy"]).startswith(b"PROXY TCP4 198.51.100.7 192.0.2.1 "), seen


@case("25: mail without STARTTLS goes to the relay, nothing lost, however it comes")
def _(gateway, relay, log):
    body = b"MAIL FROM:<a@b.example>\r\n" + b"".join(b"RCPT TO:<%d@c.example>\r\n" % i for i in range(300)) + b"DATA\r\n"
    for first in (b"EHLO client.example\r\n", b"HELO client.example\r\n", b"RSET\r\nNOOP\r\nEHLO client.example\r\n", b""):
        for pieces in ([first + body], [first, body], [bytes([b]) for b in first + body[:400]] + [body[400:]]):
            with connect(25, VISITOR6) as connection:
                for piece in pieces:
                    connection.sendall(piece)
                connection.sendall(b"Hello\r\n.\r\nQUIT\r\n")
                answers = read_all(connection)
            assert answers.endswith(b"250 queued\r\n221 bye\r\n"), answers[-200:]
            header, lines = relay.sessions[-1]
            assert header.startswith("PROXY TCP6 2001:db8:c::7 2001:db8:ff::1 "), header
            said = b"".join(lines)
            assert said.endswith(body + b"Hello\r\nQUIT\r\n"), said[-100:]
            if first:
                assert said.startswith(first[-21:]), said[:60]


@case("25: a host that refuses is left for the relay in the same session, and remembered")
def _(gateway, relay, log):
    def failures():
        return int(re.search(r"gpc0_rate\(60000\)=(\d+)", gateway.api("show table sixgate_hosts key 2001:db8:a::ab"))[1])
    seen = []
    for _ in range(2):
        since = len(log.lines)
        equal(through("smtp", "absent.acme.example")["host"], "relay")
        line = log.wait(since, "name=absent.acme.example", "replayed=yes server=relay")
        assert int(re.search(r" connect=(\d+) ", line)[1]) < 500, line
        seen.append(failures())
    # The second session did not ask the host, or it would have failed once more.
    assert 1 <= seen[0] and seen[1] <= seen[0], seen
    equal(through("smtp")["host"], "acme")


@case("25: a host that never greets costs one session, those that follow go to the relay")
def _(gateway, relay, log):
    with start("smtp", "silent.acme.example") as connection:
        connection.settimeout(40)
        connection.sendall(hello("silent.acme.example"))
        equal(read_all(connection), bytes.fromhex("15030300020250"))
    equal(through("smtp", "silent.acme.example")["host"], "relay")


@case("25: a client whom a host refuses does not take the host away from others")
def _(gateway, relay, log):
    for name, address in (("absent-embedded.acme.example", "2001:db8:a::ac"), ("picky.acme.example", PICKY)):
        since = len(log.lines)
        with start("smtp", name) as connection:
            connection.sendall(hello(name))
            connection.recv(1)
        log.wait(since, f"name={name}", "replayed=yes server=relay" if "absent" in name else "replayed=refused server=host")
        assert re.search(r"gpc0_rate\(60000\)=0 ", gateway.api(f"show table sixgate_hosts key {address}") + " ")


@case("25: a host that the agent has marked is left for the relay at once, until the mark is taken away")
def _(gateway, relay, log):
    for mark, host in ((1, "relay"), (0, "acme")):
        equal(gateway.api(f"set table sixgate_hosts key {ACME} data.gpc0_rate {mark}").strip(), "")
        equal(through("smtp")["host"], host)


# ---------------------------------------------------------------- what is told, what is survived

def asks(protocol, name):
    """A session that comes to its hello and hears what becomes of it."""
    with start(protocol, name) as connection:
        connection.sendall(hello(name))
        read_all(connection)


def implicit():
    with connect(587) as connection:
        connection.sendall(hello(NAME))
        assert connection.recv(1) == b"{"


def leaves():
    with connect(143) as connection:
        connection.sendall(b"a LOGOUT\r\n")
        read_all(connection)


def loops():
    with socket.create_connection((GATEWAY4, 143), 8, (GATEWAY4, 0)) as connection:
        read_all(connection)


@case("how it went is counted by protocol: one session of each outcome adds one there and nothing elsewhere")
def _(gateway, relay, log):
    outcomes = (
        ("imap", "starttls", lambda: through("imap")),
        ("submission", "implicit", implicit),
        ("smtp", "relayed", lambda: through("smtp", "nobody.example")),
        ("imap", "unknown", lambda: asks("imap", "nobody.example")),
        ("imap", "refused", lambda: asks("imap", "stranger.acme.example")),
        ("imap", "limited", loops),
        ("imap", "host-failed", lambda: asks("imap", "dead.acme.example")),
        ("imap", "ended-before-tls", leaves),
    )
    drained(gateway)
    for protocol, outcome, session in outcomes:
        before = {other: counts(gateway, other) for other in PORTS}
        session()
        drained(gateway)
        expected = {name: count + (name in ("came", outcome)) for name, count in before[protocol].items()}
        equal((outcome, {other: counts(gateway, other) for other in PORTS}), (outcome, {**before, protocol: expected}))


@case("the log says protocol, preamble, name and host")
def _(gateway, relay, log):
    since = len(log.lines)
    through("imap").clear()
    log.wait(since, "starttls protocol=imap preamble=tls client=198.51.100.7 ", f"name={NAME} host={ACME} host-port=143 mode=none replayed=yes")


@case("a hello in a record for each byte, one too large, and one that never ends are closed, not held")
def _(gateway, relay, log):
    tiny = hello(NAME, record=1)
    # 20 KB of key shares: more than HAProxy's buffer holds.
    for data in ([tiny[at:at + 6] for at in range(0, len(tiny), 6)], [hello(NAME, size=20000)], [hello(NAME)[:-1]]):
        began = time.monotonic()
        with start("imap") as connection:
            try:
                for piece in data:
                    connection.sendall(piece)
                    time.sleep(0.0005)  # lets the kernel send this piece alone
            except OSError:
                pass
            equal(read_all(connection), b"")
        assert time.monotonic() - began < 9
    equal(through("imap")["host"], "acme")


# ---------------------------------------------------------------- fuzz

# A flood is made of waves, so that the end of all sessions counts from when HAProxy has seen them, not from its backlog.
WAVE, WAVES, HOSTS = 100, 10, 40


def mangled(dice, parts):
    """Parts of a conversation as one string: some repeated, left out, exchanged; bytes changed; cut off; or none of it left."""
    parts = [bytes(part) for part in parts]
    for _ in range(dice.randrange(0, 3)):
        at = dice.randrange(len(parts))
        dice.choice((lambda: parts.insert(at, dice.choice(parts)), lambda: len(parts) > 1 and parts.pop(at),
                     lambda: parts.append(parts.pop(at)), lambda: parts.insert(at, dice.randbytes(dice.randrange(1, 40)))))()
    data = bytearray(b"".join(parts))
    for _ in range(dice.randrange(0, 6) if data else 0):
        data[dice.randrange(len(data))] = dice.choice((dice.randrange(256), 0, 13, 10, 32, 60, 62, 255))
    if dice.random() < 0.3:
        del data[dice.randrange(len(data) + 1):]
    return dice.randbytes(dice.randrange(1, 3000)) if dice.random() < 0.05 else bytes(data)


def fuzz(protocol, dice):
    """One client that says what a client could, mangled, in two pieces, and goes, by closing its half or all of it."""
    parts = [encoded(said) for said, _ in client_script(protocol, NAME) if said]
    parts += [encoded(said) for name, said, _ in REFUSALS if name == protocol and dice.random() < 0.3]
    data = mangled(dice, parts + [hello(NAME)])
    cut = dice.randrange(len(data) + 1)
    with connect(PORTS[protocol], dice.choice((VISITOR4, VISITOR6))) as connection:
        try:
            connection.sendall(data[:cut])
            connection.sendall(data[cut:])
            if dice.random() < 0.5:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@case(f"{WAVE * WAVES} mangled preambles of each protocol leave HAProxy alive, and no session stays for 10 s")
def _(gateway, relay, log):
    before = gateway.pid()
    for protocol in PORTS:
        dice = random.Random("client " + protocol)
        for _ in range(WAVES):
            for _ in range(WAVE):
                fuzz(protocol, dice)
            drained(gateway)
    equal(gateway.pid(), before)
    for protocol in PORTS:
        equal(through(protocol)["host"], "acme")


@case(f"{HOSTS} hosts of each protocol that answer mangled get an alert told or nothing, within their 20 s")
def _(gateway, relay, log):
    before, clients = gateway.pid(), []
    for protocol in PORTS:
        for _ in range(HOSTS):
            client = start(protocol, "mangling.acme.example")
            client.sendall(hello("mangling.acme.example"))
            client.shutdown(socket.SHUT_WR)
            client.settimeout(40)
            clients.append((protocol, client))
    for protocol, client in clients:
        answer = read_all(client)
        assert answer in (b"", bytes.fromhex("15030300020250")) or answer.startswith(b"{"), (protocol, answer)
        client.close()
    drained(gateway)
    equal(gateway.pid(), before)


@case("no Lua error and no alert was printed in all of this")
def _(gateway, relay, log):
    for line in gateway.said().splitlines() + [line.decode("latin1") for line in log.lines]:
        assert "Lua " not in line and "ALERT" not in line, line


def main(configuration, _, lua):
    build_namespace()
    place(configuration, lua)
    for address in ("2001:db8:a::de", "2001:db8:a::51", MANGLING, PICKY):
        sh("ip", "-6", "addr", "add", address + "/128", "dev", "lo", "nodad")
    with open(STATE / "names.map", "a") as names:
        names.write("absent.acme.example 2001:db8:a::ab|none\nsilent.acme.example 2001:db8:a::51|none\n"
                    f"picky.acme.example {PICKY}|none\nabsent-embedded.acme.example 2001:db8:a::ac|embedded\n"
                    f"mangling.acme.example {MANGLING}|none\n")
    (STATE / "names.map").write_text((STATE / "names.map").read_text().replace("2001:db8:a::dead", "2001:db8:a::de"))
    sh("ip", "-6", "route", "add", "unreachable", "2001:db8:a::ac/128", "dev", "lo")
    sh("ip", "-6", "route", "add", "unreachable", "2001:db8:a::ab/128", "dev", "lo")
    operator = BASE / "haproxy.cfg"
    operator.write_text("global\n    log 127.0.0.1:514 local0\n    maxconn 3000\n    nbthread 2\n")
    log = Log()
    ports = {**PORTS, "implicit": 465}
    implicit = lambda protocol: [] if protocol == "implicit" else host_script(protocol)
    StarttlsHost("acme", ACME, ports, implicit)
    StarttlsHost("umbra", UMBRA, ports, implicit)
    # One that says more than it should behind its answer, and one that never says anything.
    StarttlsHost("talkative", "2001:db8:a::de", {"imap": 143}, lambda _: [("", "* OK\r\n"), ("STARTTLS\r\n$", "gateway1 OK\r\n* BYE\r\n")])
    StarttlsHost("silent", "2001:db8:a::51", {"smtp": 25}, lambda _: [("never", "")])
    StarttlsHost("picky", PICKY, {"smtp": 25}, lambda _: [("", "220 host\r\n"), ("^EHLO", "504 no such name\r\n"), ("never", "")])
    dice = random.Random("host")
    StarttlsHost("mangling", MANGLING, PORTS, host_script, lambda said: mangled(dice, [said]))
    relay = Relay()
    gateway = HAProxy(operator, STATE / "sixgate.cfg")
    try:
        return run(gateway, relay, log)
    finally:
        gateway.stop()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
