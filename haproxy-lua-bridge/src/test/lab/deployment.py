"""How sixgate.cfg is run: beside Debian's stock haproxy.cfg, and without root for client address mode embedded.

usage: unshare --net --mount --pid --fork --mount-proc --kill-child \\
    python3 -B deployment.py SIXGATE_CFG_WITH_EMBEDDED SIXGATE_CFG_WITHOUT SIXGATE_LUA
"""
import os
import pwd
import re
from ground import *

STOCK = pathlib.Path("/etc/haproxy/haproxy.cfg")
CAPABILITIES = "+net_bind_service,+net_admin,+net_raw"
AS_HAPROXY = ("setpriv", "--reuid", "haproxy", "--regid", "haproxy", "--init-groups", "--bounding-set",
              "-all," + CAPABILITIES, "--inh-caps", "-all," + CAPABILITIES, "--ambient-caps", "-all," + CAPABILITIES)


def status(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def serves_everything(modes):
    for mode in modes:
        for visitor in (VISITOR4, VISITOR6):
            equal(tls(mode + ".acme.example", visitor=visitor)["host"], "acme")
            equal(seen_by(mode + ".acme.example", visitor=visitor)["host"], "acme")
    equal(tls("umbra.example", record=60)["host"], "umbra")
    equal(say(hello("nobody.example")), ALERT)
    equal(http("nobody.example")[0], 421)


def echo(address, port):
    """A host that says again what it hears, for as long as the visitor stays."""
    def serve(connection):
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)

    def accept(listener):
        while True:
            threading.Thread(target=serve, args=listener.accept()[:1], daemon=True).start()
    listener = socket.create_server((address, port), family=socket.AF_INET6)
    threading.Thread(target=accept, args=(listener,), daemon=True).start()


def exchange(connection, data):
    connection.sendall(data)
    answer = b""
    while len(answer) < len(data):
        part = connection.recv(65536)
        assert part, f"the connection ended after {answer!r}"
        answer += part
    equal(answer, data)


def answers(ask, *how):
    try:
        return ask(*how)
    except (OSError, AssertionError):
        return None


def digest(text):
    return re.search("setenv SIXGATE_CONFIGURATION (.*)", text)[1]


def running(gateway):
    """Of which text the worker that answers says it was started from."""
    return gateway.api("show env SIXGATE_CONFIGURATION").strip().removeprefix("SIXGATE_CONFIGURATION=")


# ---- beside Debian's own file

@case("beside Debian's stock haproxy.cfg: chroot, user haproxy, every mode but embedded, the second hop too")
def _(plain, _):
    place(plain, LUA)
    gateway = HAProxy(STOCK, STATE / "sixgate.cfg")
    try:
        equal(os.readlink(f"/proc/{gateway.pid()}/root"), "/var/lib/haproxy")
        assert status(gateway.pid())["Uid"].split()[0] != "0", "the worker runs as root"
        serves_everything(("none", "v1", "v2"))
        assert "Pid:" in gateway.api("show info", "/run/haproxy/admin.sock"), "the operator's socket is gone"
    finally:
        gateway.stop()
    equal(gateway.complaints(), [])


@case("beside Debian's stock haproxy.cfg: a reload reads changed maps and serves on")
def _(plain, _):
    place(plain, LUA)
    gateway = HAProxy(STOCK, STATE / "sixgate.cfg")
    try:
        equal(say(hello("added.acme.example")), ALERT)
        gateway.api(f"add map {STATE}/names.map added.acme.example {ACME}|none")
        equal(tls("added.acme.example")["host"], "acme")
        (STATE / "names.map").write_text(NAMES + f"added.acme.example {UMBRA}|none\n")
        for _ in range(2):
            gateway.reload()
            equal(tls("added.acme.example")["host"], "umbra")
            serves_everything(("none", "v1", "v2"))
    finally:
        gateway.stop()


@case("an endpoint with mode embedded on a gateway without embedded prefix is served as none")
def _(plain, _):
    place(plain, LUA)
    gateway = HAProxy(STOCK, STATE / "sixgate.cfg")
    try:
        equal(tls("embedded.acme.example")["host"], "acme")
        assert not seen_by("embedded.acme.example")["peer"].startswith("2001:db8:64:")
    finally:
        gateway.stop()


@case("the running HAProxy tells the digest of the text it was started from, after reloads to other texts too")
def _(plain, with_embedded):
    place(plain, LUA)
    operator = BASE / "haproxy.cfg"
    operator.write_text("global\n    maxconn 2000\n")
    texts = [pathlib.Path(file).read_text() for file in (plain, with_embedded)]
    assert digest(texts[0]) != digest(texts[1])
    gateway = HAProxy(operator, STATE / "sixgate.cfg")
    try:
        for text in texts * 2:
            (STATE / "sixgate.cfg").write_text(text)
            gateway.reload()
            equal(running(gateway), digest(text))
    finally:
        gateway.stop()


@case("a reload that fails because a port is taken ends nothing: the worker serves on, and a later reload succeeds")
def _(plain, _):
    place(plain, LUA)
    with open(STATE / "names.map", "a") as names:
        names.write("kept.acme.example -\n")
    (STATE / "overrides.map").write_text(OVERRIDES + f"443/kept.acme.example {ACME}|none|7\n")
    operator = BASE / "haproxy.cfg"
    operator.write_text(STOCK.read_text() + f"frontend own\n    bind {GATEWAY4}:81\n"
                        "    http-request return status 200 content-type text/plain string mine\n")
    old = (STATE / "sixgate.cfg").read_text()
    new = (old.replace(f"    bind {GATEWAY4}:443\n", f"    bind {GATEWAY4}:443\n    bind {GATEWAY4}:995\n")
           .replace(digest(old), "0" * 16))
    gateway = HAProxy(operator, STATE / "sixgate.cfg")
    taken = socket.create_server((GATEWAY4, 995))
    try:
        worker = gateway.pid()
        kept = connect(443)
        exchange(kept, hello("kept.acme.example"))
        websocket = Http()
        equal(websocket.get("v2.acme.example", *WEBSOCKET)[0], 101)

        (STATE / "sixgate.cfg").write_text(new)
        until("the master's socket", gateway.asks_for_reload)
        until("the failure", lambda: f"cannot bind socket (Address already in use) for [{GATEWAY4}:995]" in gateway.said())
        # For 2 s the new process had made the old one let go of its ports; now it has told it to take them again.
        until("an answer to a new visitor", lambda: answers(tls, "none.acme.example"), seconds=5)
        serves_everything(("none", "v1", "v2"))
        equal(http("own.example", port=81), (200, "mine"))
        exchange(kept, b"still here")
        websocket.socket.sendall(b"still here")
        equal(websocket.stream.read(10), b"still here")
        equal((gateway.pid(), running(gateway)), (worker, digest(old)))
        gateway.api(f"add map {STATE}/names.map added.acme.example {UMBRA}|none")
        equal(tls("added.acme.example")["host"], "umbra")

        taken.close()
        gateway.reload()
        equal(running(gateway), digest(new))
        equal(tls("none.acme.example", port=995)["host"], "acme")
        serves_everything(("none", "v1", "v2"))
        exchange(kept, b"still here")
        kept.close()
        websocket.close()
    finally:
        taken.close()
        gateway.stop()


# ---- embedded

@case("embedded beside a 'user' line: HAProxy 2.6 refuses it in words, newer ones keep the capability that setcap names")
def _(_, with_embedded):
    place(with_embedded, LUA)
    version = subprocess.run([BINARY, "-v"], check=True, capture_output=True, text=True).stdout
    operator = BASE / "haproxy.cfg"
    newer = "HAProxy version 2.6" not in version
    operator.write_text(STOCK.read_text() + ("\nglobal\n    setcap cap_net_raw\n" if newer else ""))
    try:
        gateway = HAProxy(operator, STATE / "sixgate.cfg")
        try:
            assert newer, "it started: docs/haproxy.md is out of date"
            equal(status(gateway.pid())["Uid"].split()[0], str(pwd.getpwnam("haproxy").pw_uid))
            serves_everything(("none", "embedded", "v1", "v2"))
            equal(gateway.complaints(), [])
        finally:
            gateway.stop()
        return
    except AssertionError as e:
        if newer:
            raise
        assert "require full privileges, so global.uid cannot be changed" in str(e), e


@case("embedded as user haproxy with three ambient capabilities, without the lines user, group and chroot; reload included")
def _(_, with_embedded):
    place(with_embedded, LUA)
    operator = BASE / "haproxy.cfg"
    # Debian's file without the lines that need root.
    operator.write_text("".join(line for line in open(STOCK) if line.split()[:1] not in (["user"], ["group"], ["chroot"])))
    # A socket that root left behind can't be replaced by haproxy.
    pathlib.Path("/run/haproxy/admin.sock").unlink(missing_ok=True)
    for path in (BASE, STATE, RUN, "/run/haproxy"):
        shutil.chown(path, "haproxy", "haproxy")
    gateway = HAProxy(operator, STATE / "sixgate.cfg", before=AS_HAPROXY)
    try:
        for _ in range(3):
            for pid in (gateway.process.pid, gateway.pid()):
                assert "0" not in status(pid)["Uid"].split(), "it runs as root"
                equal(int(status(pid)["CapBnd"], 16), 1 << 10 | 1 << 12 | 1 << 13)
            serves_everything(("none", "embedded", "v1", "v2"))
            equal(tls("embedded.acme.example")["peer"], "2001:db8:64::c633:6407")
            equal(seen_by("embedded.acme.example")["peer"], "2001:db8:64::c633:6407")
            gateway.reload()
    finally:
        gateway.stop()
    equal(gateway.complaints(), [])


LUA = None


def main(with_embedded, plain, lua):
    global LUA
    LUA = lua
    build_namespace()
    os.mkdir("/run/haproxy")
    for name, address in (("acme", ACME), ("umbra", UMBRA)):
        Host(name, address, TLS_PORTS + HTTP_PORTS + (995,))
    echo(ACME, 7)
    return run(plain, with_embedded)


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
