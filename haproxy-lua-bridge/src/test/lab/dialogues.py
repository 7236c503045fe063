"""Every protocol of STARTTLS from both sides: what a client says and is answered, and what a host wants to hear.

A script is a list of (what is sent, what must come back as a regular expression); "" sends or awaits nothing.
"""
import re
import struct
import threading

from ground import *

XMPP_TLS = "urn:ietf:params:xml:ns:xmpp-tls"
STREAM = "<?xml version='1.0'?><stream:stream xmlns='jabber:%s' xmlns:stream='http://etherx.jabber.org/streams' to='%s' version='1.0'>"
START_TLS = bytes.fromhex("301d02010177188016") + b"1.3.6.1.4.1.1466.20037"
SSL_REQUEST = struct.pack(">II", 8, 80877103)
SERVERS_STREAM = "<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams' id='1' version='1.0'>"
FEATURES = f"<stream:features><starttls xmlns='{XMPP_TLS}'><required/></starttls></stream:features>"

PORTS = {"ftp": 21, "smtp": 25, "pop3": 110, "nntp": 119, "imap": 143, "ldap": 389, "submission": 587, "sieve": 4190,
         "xmpp-client": 5222, "xmpp-server": 5269, "postgresql": 5432}


def client_script(protocol, name):
    """How a client comes to TLS; {name} is whom it wants."""
    smtp = [("", "^220 gw.example"), ("EHLO client.example\r\n", r"(?m)^250 STARTTLS\r\n"), ("STARTTLS\r\n", "^220 ")]
    xmpp = lambda kind: [(STREAM % (kind, name), "</stream:features>$"), (f"<starttls xmlns='{XMPP_TLS}'/>", "^<proceed ")]
    return {
        "ftp": [("", "^220 "), ("FEAT\r\n", "211 End"), ("AUTH TLS\r\n", "^234 ")],
        "smtp": smtp, "submission": smtp,
        "pop3": [("", r"^\+OK"), ("CAPA\r\n", r"STLS\r\n\.\r\n"), ("STLS\r\n", r"^\+OK")],
        "nntp": [("", "^200 "), ("CAPABILITIES\r\n", r"STARTTLS\r\n\.\r\n"), ("STARTTLS\r\n", "^382 ")],
        "imap": [("", r"^\* OK \[CAPABILITY"), ("a CAPABILITY\r\n", "a OK"), ("b STARTTLS\r\n", "b OK")],
        "ldap": [(START_TLS, "^0.\x02\x01\x01x")],
        "sieve": [("", r'"STARTTLS"\r\n"VERSION" "1.0"\r\nOK'), ("STARTTLS\r\n", "^OK")],
        "xmpp-client": xmpp("client"), "xmpp-server": xmpp("server"),
        "postgresql": [(SSL_REQUEST, "^S$")],
    }[protocol]


def host_script(protocol):
    """(what is awaited, what is answered) of a host that speaks it."""
    smtp = [("", "220 host ESMTP\r\n"), (r"^EHLO \S+\r\n$", "250-host\r\n250-SIZE 1\r\n250 STARTTLS\r\n"),
            (r"^STARTTLS\r\n$", "220 go\r\n")]
    xmpp = lambda kind: [(f"^<\\?xml.*xmlns='jabber:{kind}'.* to='[a-z0-9.]+' version='1.0'>$", SERVERS_STREAM + FEATURES),
                         ("^<starttls xmlns='[^']*'/>$", f"<proceed xmlns='{XMPP_TLS}'/>")]
    return {
        "ftp": [("", "220-Welcome\r\n and so on\r\n220 host\r\n"), (r"^AUTH TLS\r\n$", "234 go\r\n")],
        "smtp": smtp, "submission": smtp,
        "pop3": [("", "+OK host\r\n"), (r"^STLS\r\n$", "+OK go\r\n")],
        "nntp": [("", "201 host\r\n"), (r"^STARTTLS\r\n$", "382 go\r\n")],
        "imap": [("", "* OK host\r\n"), (r"^gateway1 STARTTLS\r\n$", "* CAPABILITY IMAP4rev1\r\ngateway1 OK go\r\n")],
        "ldap": [("^" + re.escape(START_TLS.decode("latin1")) + "$", bytes.fromhex("300c02010178070a010004000400"))],
        "sieve": [("", '"SIEVE" "fileinto"\r\n"STARTTLS"\r\nOK "ready"\r\n'), (r"^STARTTLS\r\n$", 'OK "go"\r\n')],
        "xmpp-client": xmpp("client"), "xmpp-server": xmpp("server"),
        "postgresql": [("^" + re.escape(SSL_REQUEST.decode("latin1")) + "$", "S")],
    }[protocol]


def encoded(text):
    return text if isinstance(text, bytes) else text.encode("latin1")


def read_until(connection, pattern, so_far=b""):
    """Reads until the pattern is in what came; gives it all."""
    while not re.search(pattern, so_far.decode("latin1"), re.S):
        part = connection.recv(65536)
        assert part, f"closed after {so_far!r}, before {pattern!r}"
        so_far += part
    return so_far


def converse(connection, script):
    for said, wanted in script:
        connection.sendall(encoded(said))
        if wanted:
            read_until(connection, wanted)


class StarttlsHost:
    """Speaks each protocol on its port; after the hello it tells what it saw, as JSON. What it says goes through `change`."""

    def __init__(self, name, address, ports=None, script=host_script, change=lambda said: said):
        self.name, self.change = name, change
        for protocol, port in (ports or PORTS).items():
            listener = socket.create_server((address, port), family=socket.AF_INET6, backlog=500)
            threading.Thread(target=self._accept, args=(listener, script(protocol)), daemon=True).start()

    def _accept(self, listener, script):
        while True:
            connection, peer = listener.accept()
            threading.Thread(target=self._serve, args=(connection, peer, script), daemon=True).start()

    def _serve(self, connection, peer, script):
        seen = {"host": self.name, "peer": peer[0], "port": connection.getsockname()[1], "proxy": ""}
        try:
            with connection:
                for awaited, answer in script:
                    if awaited:
                        read_until(connection, awaited, after_header(connection.recv(65536), seen))
                    connection.sendall(self.change(encoded(answer)))
                tell_hello(connection, b"", seen)
        except (OSError, struct.error, AssertionError, IndexError):
            pass


def after_header(first, seen):
    """What follows a PROXY header, if there is one."""
    header = re.match(rb"PROXY [^\r]*\r\n|\r\n\r\n\0\r\nQUIT\n..(..)", first, re.S)
    if not header:
        return first
    end = header.end() + (struct.unpack(">H", header[1])[0] if header[1] else 0)
    seen["proxy"] = first[:end].hex()
    return first[end:]


def tell_hello(connection, start, seen):
    """Reads the hello that must come now, behind a PROXY header or none, and answers with what was seen."""
    while len(start) < 5:
        part = connection.recv(65536)
        assert part, "closed before its hello"
        start += part
    start = after_header(start, seen)
    with connection.makefile("rb") as stream:
        seen["hello"] = read_hello(Joined(start, stream), b"").hex()
        connection.sendall(json.dumps(seen).encode() + b"\n")
        stream.read(1)


class Joined:
    """Bytes, then a stream."""

    def __init__(self, start, stream):
        self.start, self.stream = start, stream

    def read(self, length):
        taken, self.start = self.start[:length], self.start[length:]
        return taken + (self.stream.read(length - len(taken)) if len(taken) < length else b"")


class Relay:
    """A mail server on the gateway's loopback: takes mail in the clear and remembers it, or reads a hello."""

    def __init__(self, address="::1", port=10025):
        self.sessions = []
        listener = socket.create_server((address, port), family=socket.AF_INET6, backlog=500)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        lines = []
        try:
            with connection, connection.makefile("rb") as stream:
                header = stream.readline()
                assert header.startswith(b"PROXY "), header
                self.sessions.append((header.decode().strip(), lines))
                connection.sendall(b"220 relay ESMTP\r\n")
                for line in stream:
                    lines.append(line)
                    word = line.split()[0].upper() if line.split() else b""
                    if word == b"STARTTLS":
                        connection.sendall(b"220 go\r\n")
                        seen = {"host": "relay", "proxy": header.hex(), "hello": read_hello(stream, b"").hex()}
                        connection.sendall(json.dumps(seen).encode() + b"\n")
                        stream.read(1)
                        return
                    if word == b"DATA":
                        connection.sendall(b"354 go\r\n")
                        while (line := stream.readline()) not in (b".\r\n", b""):
                            lines.append(line)
                        connection.sendall(b"250 queued\r\n")
                    elif word == b"EHLO":
                        connection.sendall(b"250-relay\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 STARTTLS\r\n")
                    elif word == b"QUIT":
                        connection.sendall(b"221 bye\r\n")
                        return
                    else:
                        connection.sendall(b"250 ok\r\n")
        except (OSError, struct.error, AssertionError, IndexError):
            pass
