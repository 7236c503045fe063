"""Every sentence of the contract between sixgate.cfg and the world, with a real HAProxy.

usage: unshare --net --mount --pid --fork --mount-proc --kill-child \\
    python3 -B behaviour.py SIXGATE_CFG_WITH_EMBEDDED SIXGATE_CFG_WITHOUT SIXGATE_LUA
"""
import random
from ground import *


# ---- HTTP by Host

@case("HTTP goes to the host of the Host name, at the visitor's port")
def _(gateway, log):
    for port in HTTP_PORTS:
        seen = seen_by("none.acme.example", port=port)
        equal((seen["host"], seen["port"]), ("acme", port))
    equal(seen_by("umbra.example")["host"], "umbra")
    equal(seen_by("umbra.example", visitor=VISITOR6)["host"], "umbra")


@case("Host is read without port, in any case, with final dot")
def _(gateway, log):
    for host in ("NONE.Acme.EXAMPLE", "none.acme.example.", "none.acme.example:80", "None.acme.example.:8080"):
        equal(seen_by(host)["host"], "acme")


@case("unknown Host gets 421 with a short page")
def _(gateway, log):
    code, page = http("nobody.example")
    equal((code, page), (421, "No site of this name is served here: nobody.example\n"))


@case("a 421 page never repeats raw bytes")
def _(gateway, log):
    for host in ("<script>alert(1)</script>", "a%b", "x\x80\xff.example", "a b", "*.shop.acme.example", "y" * 300):
        code, page = http(host)
        assert code in (400, 421), code
        assert host not in str(page), page


@case("a literal address as Host gets 421")
def _(gateway, log):
    for host in (GATEWAY4, "[2001:db8:ff::1]", "[::1]:80", "127.0.0.1:80", "2130706433"):
        equal(http(host)[0], 421)


@case("missing or empty Host gets 400")
def _(gateway, log):
    for request in (b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost:\r\n\r\n"):
        connection = Http()
        equal(connection.send(request)[0], 400)
        connection.close()


@case("two different Hosts, or a Host against the target's, are never routed by one and served as the other")
def _(gateway, log):
    for request in (b"GET / HTTP/1.1\r\nHost: none.acme.example\r\nHost: umbra.example\r\n\r\n",
                    b"GET http://none.acme.example/ HTTP/1.1\r\nHost: umbra.example\r\n\r\n"):
        connection = Http()
        code, seen = connection.send(request)
        connection.close()
        if code == 200:
            equal(seen["headers"]["host"], ["umbra.example" if seen["host"] == "umbra" else "none.acme.example"])
        else:
            assert code in (400, 421), code


@case("each request of a keep-alive connection is looked up anew")
def _(gateway, log):
    connection = Http()
    for host, expected in (("none.acme.example", "acme"), ("umbra.example", "umbra"), ("none.acme.example", "acme"),
                           ("nobody.example", None), ("x.shop.acme.example", "acme"), ("umbra.example", "umbra")):
        code, seen = connection.get(host)
        equal((code, seen["host"]) if expected else code, (200, expected) if expected else 421)
    connection.close()


@case("keep-alive over all client address modes mixes up neither hosts nor addresses")
def _(gateway, log):
    connections = [Http(visitor=v) for v in (VISITOR4, "198.51.100.8", VISITOR6)]
    order = [(c, m) for c in connections for m in ("none", "embedded", "v1", "v2")] * 3
    random.Random(64).shuffle(order)
    for connection, mode in order:
        visitor = connection.socket.getsockname()[0]
        code, seen = connection.get(mode + ".acme.example")
        equal((code, seen["headers"]["x-forwarded-for"]), (200, [visitor]))
        if mode == "embedded" and ":" not in visitor:
            equal(seen["peer"], embedded(visitor))
        elif mode == "embedded":
            assert not seen["peer"].startswith("2001:db8:64:"), seen
        elif mode == "v1":
            assert bytes.fromhex(seen["proxy"]).split()[2].decode() == visitor, seen
        elif mode == "v2":
            raw = bytes.fromhex(seen["proxy"])
            family = socket.AF_INET6 if ":" in visitor else socket.AF_INET
            assert raw[16:].startswith(socket.inet_pton(family, visitor)), seen
        else:
            equal(seen["proxy"], "")
    for connection in connections:
        connection.close()


@case("no visitor is served over a connection to a host that another visitor opened")
def _(gateway, log):
    numbers = []
    for _ in range(6):
        numbers.append(seen_by("none.acme.example")["connection"])
        numbers.append(seen_by("none.acme.example", visitor=VISITOR6)["connection"])
    equal(len(set(numbers)), 12)


@case("a visitor can't say who he is: X-Forwarded-For, X-Forwarded-Proto and Forwarded are ours")
def _(gateway, log):
    seen = seen_by("none.acme.example", "X-Forwarded-For: 203.0.113.66", "x-forwarded-for: 203.0.113.67",
                   "X-Forwarded-Proto: https", "Forwarded: for=203.0.113.68", "Forwarded: for=203.0.113.69")
    equal(seen["headers"]["x-forwarded-for"], [VISITOR4])
    equal(seen["headers"]["x-forwarded-proto"], ["http"])
    assert "forwarded" not in seen["headers"], seen


@case("a WebSocket is upgraded and carries bytes both ways, in every mode")
def _(gateway, log):
    for mode in ("none", "embedded", "v1", "v2"):
        connection = Http()
        code, _ = connection.get(mode + ".acme.example", *WEBSOCKET)
        equal(code, 101)
        connection.socket.sendall(b"over and back")
        equal(connection.stream.read(13), b"over and back")
        connection.close()


@case("HTTP/2 by prior knowledge is looked up per request")
def _(gateway, log):
    def curl(*urls):
        argv = ["curl", "-s", "--http2-prior-knowledge", "--interface", VISITOR4]
        for url in urls:
            argv += ["--connect-to", f"::{GATEWAY4}:80", url]
        return subprocess.run(argv, check=True, capture_output=True, timeout=20).stdout.decode()
    answer = curl("http://none.acme.example/", "http://umbra.example/", "http://v1.acme.example/")
    equal([json.loads(part + "}}")["host"] for part in answer.split("}}")[:-1]], ["acme", "umbra", "acme"])


@case("a host that is down gives 503 without a long wait")
def _(gateway, log):
    start = time.monotonic()
    equal(http("dead.acme.example")[0], 503)
    assert time.monotonic() - start < 3, "it took too long"


# ---- TLS by SNI

@case("TLS goes to the host of the exact name, from both families")
def _(gateway, log):
    for visitor in (VISITOR4, VISITOR6):
        equal(tls("none.acme.example", visitor=visitor)["host"], "acme")
        equal(tls("umbra.example", visitor=visitor)["host"], "umbra")


@case("a wildcard stands for one label, and only one")
def _(gateway, log):
    equal(tls("any.shop.acme.example", port=993)["host"], "acme")
    equal(say(hello("a.b.shop.acme.example")), ALERT)
    equal(say(hello("shop.acme.example")), ALERT)


@case("an exact name hides a wildcard wholly, its overrides too")
def _(gateway, log):
    seen = tls("exact.shop.acme.example", port=443)
    equal((seen["host"], seen["proxy"]), ("umbra", ""))
    assert tls("other.shop.acme.example", port=443)["proxy"], "the wildcard's own override did not apply"


@case("an override for one port leaves the others")
def _(gateway, log):
    equal(tls("none.acme.example", port=993)["host"], "umbra")
    equal(tls("none.acme.example", port=443)["host"], "acme")


@case("an override can name the host's port, for TLS and HTTP")
def _(gateway, log):
    equal(tls("port.acme.example")["port"], 8443)
    equal(tls("port.acme.example", port=993)["port"], 993)
    equal(seen_by("port.acme.example")["port"], 8443)
    equal(seen_by("port.acme.example", port=8080)["port"], 8080)


@case("of a name with '-' only what overrides list is served")
def _(gateway, log):
    equal(tls("only.acme.example")["host"], "acme")
    assert tls("x.only.acme.example")["proxy"], "the wildcard's override did not apply"
    for name in ("only.acme.example", "x.only.acme.example"):
        equal(say(hello(name), port=993), ALERT)
        equal(http(name)[0], 421)


@case("what was changed lately goes before what the large maps have: moved, new, gone")
def _(gateway, log):
    equal(tls("moved.acme.example")["host"], "umbra")
    equal(seen_by("moved.acme.example")["host"], "umbra")
    equal(tls("late.acme.example", port=993)["host"], "acme")
    equal(tls("late.acme.example", port=443)["host"], "umbra")
    equal(say(hello("gone.acme.example")), ALERT)
    equal(http("gone.acme.example")[0], 421)


@case("a wildcard that was changed lately, or is gone; an exact name that is gone uncovers it; an override that is gone")
def _(gateway, log):
    equal(tls("any.late.acme.example")["host"], "umbra")
    equal(tls("gone.late.acme.example")["host"], "umbra")
    equal(say(hello("any.past.acme.example")), ALERT)
    equal(tls("past.acme.example", port=443)["host"], "acme")


@case("an unknown name gets the alert unrecognized_name, which a TLS library understands")
def _(gateway, log):
    equal(say(hello("nobody.example")), ALERT)
    try:
        ssl.create_default_context().wrap_socket(connect(443), server_hostname="nobody.example")
        raise AssertionError("the handshake succeeded")
    except ssl.SSLError as e:
        assert "UNRECOGNIZED_NAME" in str(e).upper(), e


@case("a hello without a server name gets the alert")
def _(gateway, log):
    equal(say(hello(None)), ALERT)
    equal(say(hello(extensions=b"")), ALERT)
    equal(say(hello(b"")), ALERT)


@case("the alert's record version is the client's, at most TLS 1.2")
def _(gateway, log):
    for version, expected in ((0x0301, "0301"), (0x0302, "0302"), (0x0303, "0303"), (0x0304, "0303")):
        equal(say(hello("nobody.example", version=version)).hex(), "15" + expected + "00020270")


@case("SNI is read in any case, with final dot")
def _(gateway, log):
    for name in ("NONE.acme.EXAMPLE", "none.acme.example."):
        equal(tls(name)["host"], "acme")


@case("names that no key can be are unknown: NUL, blank, '*', slash, non-ASCII, too long")
def _(gateway, log):
    for name in (b"none.acme.example\0", b"none.acme.example\0.evil.example", b"none.acme.example ",
                 b"*.shop.acme.example", b"443/none.acme.example", b"n\xc3\xb6ne.acme.example", b"x" * 254, b"-", b"."):
        equal(say(hello(name)), ALERT)


@case("plain text on a TLS port is closed at once")
def _(gateway, log):
    for text in (b"G", b"GET / HTTP/1.1\r\nHost: none.acme.example\r\n\r\n", b"EHLO x\r\n", b"\0\0", b"\x80\x2e\x01\x03\x01"):
        start = time.monotonic()
        equal(say(text), b"")
        assert time.monotonic() - start < 1, f"{text!r} was held"


@case("a hello of two segments, as post-quantum key shares make it, arrives whole")
def _(gateway, log):
    data = hello("none.acme.example", size=1700)
    seen = json.loads(say(None, pieces=[data[:1400], data[1400:]]))
    equal(seen["hello"], data.hex())


@case("a hello that fills a TLS record, 16 KB, arrives whole in every mode")
def _(gateway, log):
    for mode in ("none", "embedded", "v1", "v2"):
        name = mode + ".acme.example"
        data = hello(name, size=16384 + 5 - len(hello(name)))
        equal((len(data), json.loads(say(data))["hello"]), (16384 + 5, data.hex()))


@case("a hello sent byte by byte arrives")
def _(gateway, log):
    data = hello("none.acme.example")
    equal(json.loads(say(None, pieces=[data[i:i + 1] for i in range(len(data))]))["host"], "acme")


@case("a hello cut into records of any size is read")
def _(gateway, log):
    for record in (1, 2, 3, 4, 5, 7, 50, 80, 100, 110, 120, 130, 140):
        equal(tls("umbra.example", record=record)["host"], "umbra")
    equal(tls("umbra.example", record=500, size=1700)["host"], "umbra")
    equal(tls("v1.acme.example", record=90)["host"], "acme")
    equal(say(hello("nobody.example", record=90)), ALERT)


@case("a hello cut into records that arrive one after the other is waited for")
def _(gateway, log):
    with connect(443) as s:
        data = hello("none.acme.example", record=60)
        s.sendall(data[:65])
        time.sleep(0.3)  # the visitor is slow, which is what this case is about
        s.sendall(data[65:])
        equal(json.loads(read_all(s))["hello"], data.hex())


@case("half a hello is closed after the inspect-delay, its log line names nobody")
def _(gateway, log):
    since = len(log.lines)
    with connect(443) as s:
        port = s.getsockname()[1]
        s.sendall(hello("none.acme.example")[:60])
        equal(read_all(s), b"")
    assert " name=- host=- " in log.wait(since, "tls ", f"client-port={port} "), "a name was logged"


@case("a visitor who closes in mid-hello is no harm")
def _(gateway, log):
    data = hello("none.acme.example", record=60)
    for end in (1, 5, 9, 30, 66, 100, len(data) - 1):
        with connect(443) as s:
            s.sendall(data[:end])
            s.shutdown(socket.SHUT_WR)
            start = time.monotonic()
            read_all(s)
            assert time.monotonic() - start < 6, "the connection hung"


# ---- client address modes

def embedded(visitor):
    raw = socket.inet_aton(visitor).hex()
    return socket.inet_ntop(socket.AF_INET6, bytes.fromhex("20010db800640000" + "00000000" + raw))


@case("embedded: the host sees an IPv4 visitor inside the prefix")
def _(gateway, log):
    for visitor in (VISITOR4, "198.51.100.8"):
        equal(tls("embedded.acme.example", visitor=visitor)["peer"], embedded(visitor))
        equal(seen_by("embedded.acme.example", visitor=visitor)["peer"], embedded(visitor))


@case("embedded: an IPv6 visitor comes from an address of the gateway itself")
def _(gateway, log):
    for seen in (tls("embedded.acme.example", visitor=VISITOR6), seen_by("embedded.acme.example", visitor=VISITOR6)):
        assert seen["peer"] != VISITOR6 and not seen["peer"].startswith("2001:db8:64:"), seen


def v1(visitor, gateway, port, source_port):
    return f"PROXY TCP{6 if ':' in visitor else 4} {visitor} {gateway} {source_port} {port}\r\n".encode()


def v2(visitor, gateway, port, source_port):
    family = socket.AF_INET6 if ":" in visitor else socket.AF_INET
    addresses = socket.inet_pton(family, visitor) + socket.inet_pton(family, gateway)
    return (SIGNATURE + b"\x21" + (b"\x21" if ":" in visitor else b"\x11")
            + struct.pack(">H", len(addresses) + 4) + addresses + struct.pack(">HH", source_port, port))


@case("PROXY v1 and v2 before TLS announce the true family, the gateway's address and both ports")
def _(gateway, log):
    for visitor, own in ((VISITOR4, GATEWAY4), (VISITOR6, GATEWAY6)):
        for mode, header in (("v1", v1), ("v2", v2)):
            for port in TLS_PORTS:
                with connect(port, visitor) as s:
                    s.sendall(hello(mode + ".acme.example"))
                    seen = json.loads(read_all(s))
                    equal(seen["proxy"], header(visitor, own, port, s.getsockname()[1]).hex())


@case("PROXY v1 and v2 before HTTP do the same")
def _(gateway, log):
    for visitor, own in ((VISITOR4, GATEWAY4), (VISITOR6, GATEWAY6)):
        for mode, header in (("v1", v1), ("v2", v2)):
            for port in HTTP_PORTS:
                connection = Http(port, visitor)
                code, seen = connection.get(mode + ".acme.example")
                equal(seen["proxy"], header(visitor, own, port, connection.socket.getsockname()[1]).hex())
                connection.close()


@case("no request over the second hop ever goes without its PROXY header")
def _(gateway, log):
    for _ in range(500):
        for mode in ("v1", "v2"):
            assert seen_by(mode + ".acme.example")["proxy"], "a request came without"


@case("PROXY modes carry a large upload unchanged")
def _(gateway, log):
    for mode in ("v1", "v2"):
        data = hello(mode + ".acme.example")
        with connect(443) as s:
            s.sendall(data + b"early data" * 3000)
            seen = json.loads(s.recv(65536).split(b"\n")[0])
            equal(seen["hello"], data.hex())


# ---- refusals

REFUSED = ("loopback", "mapped", "four", "own", "lan", "visitor", "stranger", "broken")


@case("refused destinations look unknown to TLS")
def _(gateway, log):
    for name in REFUSED:
        equal((name, say(hello(name + ".acme.example"))), (name, ALERT))


@case("refused destinations get 502 for HTTP")
def _(gateway, log):
    for name in REFUSED:
        equal((name, http(name + ".acme.example")[0]), (name, 502))


@case("a connection from the gateway's own addresses is a loop and refused")
def _(gateway, log):
    for own in (GATEWAY4, GATEWAY6):
        for port in TLS_PORTS:
            equal(say(hello("none.acme.example"), port, own), b"")
        for port in HTTP_PORTS:
            equal(http("none.acme.example", port=port, visitor=own),
                  (508, "The host of this site sent the request back to the gateway.\n"))


@case("a local process gets nowhere but to customers through the second hop")
def _(gateway, log):
    # Takes whatever comes to one port of any address of this machine: nothing may come.
    everywhere = socket.create_server(("::", 8081), family=socket.AF_INET6, dualstack_ipv6=True)

    def through(hop, header):
        with socket.create_connection(hop, 8) as s:
            s.sendall(header.encode() + b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            try:
                return s.recv(65536)
            except ConnectionResetError:
                return b""

    with everywhere:
        for hop in HOPS:
            for visitor, hosts in ((VISITOR6, (STRANGER, GATEWAY6, "::1", "::", "2001:db8:64::c633:6407", "fe80::1",
                                               "::ffff:127.0.0.1", "::ffff:192.0.2.1", "::127.0.0.1")),
                                   (VISITOR4, ("127.0.0.1", GATEWAY4, "0.0.0.0", "127.64.64.64"))):
                for host in hosts:
                    header = f"PROXY TCP{6 if ':' in visitor else 4} {visitor} {host} 4000 8081\r\n"
                    equal((header, through(hop, header)), (header, b""))
            # To itself, it would be a loop.
            for header in ("PROXY UNKNOWN\r\n", f"PROXY TCP4 {VISITOR4} {hop[0]} 4000 {hop[1]}\r\n", ""):
                equal((header, through(hop, header)), (header, b""))
            answer = through(hop, f"PROXY TCP6 {VISITOR6} {ACME} 4000 80\r\n")
            assert answer.startswith(b"HTTP/1.1 200"), "the hop itself does not work"
        everywhere.setblocking(False)
        try:
            raise AssertionError("it came to " + everywhere.accept()[0].getsockname()[0])
        except BlockingIOError:
            pass


# ---- maps at run time, reload

@case("an entry added through the Runtime API is served at once, a deleted one is not")
def _(gateway, log):
    equal(say(hello("new.acme.example")), ALERT)
    gateway.api(f"add map {STATE}/names.map new.acme.example {UMBRA}|none")
    equal(tls("new.acme.example")["host"], "umbra")
    equal(seen_by("new.acme.example")["host"], "umbra")
    gateway.api(f"del map {STATE}/names.map new.acme.example")
    equal(say(hello("new.acme.example")), ALERT)


@case("a reload keeps open connections and serves new ones, the second hop too")
def _(gateway, log):
    old = Http()
    equal(old.get("v1.acme.example")[0], 200)
    websocket = Http()
    equal(websocket.get("v2.acme.example", *WEBSOCKET)[0], 101)
    for _ in range(3):
        gateway.reload()
        for mode in ("none", "embedded", "v1", "v2"):
            equal(seen_by(mode + ".acme.example")["host"], "acme")
            equal(tls(mode + ".acme.example")["host"], "acme")
    websocket.socket.sendall(b"still here")
    equal(websocket.stream.read(10), b"still here")
    websocket.close()
    old.close()


# ---- log

@case("the TLS log line has visitor, gateway, name, host, mode, bytes and end")
def _(gateway, log):
    since = len(log.lines)
    with connect(443) as s:
        s.sendall(hello("V1.acme.example"))
        read_all(s)
        port = s.getsockname()[1]
    line = log.wait(since, "tls ", f"client-port={port} ")
    for part in (f"client={VISITOR4} ", f"gateway={GATEWAY4} port=443 name=v1.acme.example host={ACME} host-port=443 ",
                 " mode=proxy-v1 ", " in=", " out=", " end=--", " backend=sixgate_tls_proxy-v1"):
        assert part in line, line


@case("the HTTP log line has them too, and status and request without its query")
def _(gateway, log):
    since = len(log.lines)
    connection = Http(visitor=VISITOR6)
    port = connection.socket.getsockname()[1]
    connection.get("embedded.acme.example", path="/a?password=x")
    connection.close()
    line = log.wait(since, "http ", f"client-port={port} ")
    for part in (f"gateway={GATEWAY6} port=80 ", f"host={ACME} host-port=80 ", " mode=embedded ", " status=200 ",
                 ' request="GET /a"', " backend=sixgate_http_none "):
        assert part in line, line
    assert "password" not in line, line


@case("the log tells unknown from refused")
def _(gateway, log):
    since = len(log.lines)
    for name, mode, host in (("never.example", "unknown", "-"), ("own.acme.example", "refused", GATEWAY6)):
        say(hello(name))
        log.wait(since, "tls ", f" name={name} host={host} ", f" mode={mode} ")
        http(name)
        log.wait(since, "http ", f" name={name} host={host} ", f" mode={mode} ")


@case("the log shows '-' for what is not there, and no raw bytes")
def _(gateway, log):
    since = len(log.lines)
    with connect(443) as s:
        s.sendall(hello(b"evil\nname=none.acme.example \xff\x1b[31m"))
        read_all(s)
        port = s.getsockname()[1]
    assert " name=- host=- " in log.wait(since, "tls ", f"client-port={port} ")
    for line in log.lines:
        assert all(32 <= byte < 127 for byte in line.rstrip(b"\n\0")), line


# ---- garbage

@case("garbage and mutated hellos in thousands leave HAProxy alive and serving")
def _(gateway, log):
    dice = random.Random(6)
    before = gateway.pid()
    whole = [hello("none.acme.example"), hello("v2.acme.example", record=70), hello("nobody.example", size=1700)]
    for _ in range(3000):
        data = bytearray(dice.choice(whole))
        for _ in range(dice.randrange(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if dice.random() < 0.2:
            data = bytearray(dice.randbytes(dice.randrange(1, 400)))
        with connect(dice.choice(TLS_PORTS + HTTP_PORTS)) as s:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
    equal(gateway.pid(), before)
    equal(tls("none.acme.example")["host"], "acme")
    equal(seen_by("none.acme.example")["host"], "acme")


@case("no Lua error and no alert was printed in all of this")
def _(gateway, log):
    for line in gateway.said().splitlines():
        assert "lua" not in line.lower() and "ALERT" not in line, line


def main(configuration, _, lua):
    build_namespace()
    place(configuration, lua)
    operator = BASE / "haproxy.cfg"
    operator.write_text("global\n    log 127.0.0.1:514 local0\n    maxconn 2000\n    nbthread 2\n")
    log = Log()
    ports = TLS_PORTS + HTTP_PORTS + (8443,)
    for name, address in (("acme", ACME), ("umbra", UMBRA), ("stranger", STRANGER)):
        Host(name, address, ports)
    gateway = HAProxy(operator, STATE / "sixgate.cfg")
    try:
        return run(gateway, log)
    finally:
        gateway.stop()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
