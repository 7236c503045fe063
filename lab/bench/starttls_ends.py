"""A host and its visitors for lab/bench/starttls, without TLS: IMAP up to STARTTLS, a hello, an answer of one record."""
import asyncio
import resource

import haproxy_cost  # noqa: F401 (it says where the next one lies)
from dialogues import *

HELLO = hello("none.acme.example")
# ip(7). Without it bind() takes a port that nobody else has, wherever they connect to; connect() may share it.
IP_BIND_ADDRESS_NO_PORT = 24


# ---------------------------------------------------------------- the host, a process of its own

async def serve(reader, writer, starttls):
    """IMAP up to STARTTLS, or nothing; then the hello, an answer of one record, and whatever comes is swallowed."""
    try:
        if starttls:
            writer.write(b"* OK host\r\n")
            tag = (await reader.readuntil(b"\r\n")).split()[0]
            writer.write(tag + b" OK go\r\n")
        await reader.readexactly(len(HELLO))
        writer.write(b"\x16")
        received, left = 0, await reader.read(1 << 20)
        while left:
            received += len(left)
            left = await reader.read(1 << 20)
        writer.write(received.to_bytes(8, "big"))
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


def host():
    async def forever():
        for port, starttls in ((143, True), (9143, False)):
            await asyncio.start_server(lambda r, w, s=starttls: serve(r, w, s), ACME, port, backlog=4096, limit=1 << 21)
        await asyncio.sleep(1e6)
    raise_file_limit()
    asyncio.run(forever())


def raise_file_limit():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


# ---------------------------------------------------------------- clients

def line_of(connection, sign):
    got = b""
    while sign not in got:
        part = connection.recv(4096)
        assert part, got
        got += part


def visit(address):
    """A connection from a visitor's address: from the gateway's own it would be a loop."""
    six = ":" in address[0]
    connection = socket.socket(socket.AF_INET6 if six else socket.AF_INET)
    connection.settimeout(20)
    connection.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.bind((VISITOR6 if six else VISITOR4, 0))
    connection.connect(address)
    return connection


def came_to_tls(address, starttls=True):
    """A connection on which the host has answered the hello."""
    connection = visit(address)
    if starttls:
        line_of(connection, b"* OK")
        connection.sendall(b"a STARTTLS\r\n")
        line_of(connection, b"a OK")
    connection.sendall(HELLO)
    assert connection.recv(1) == b"\x16"
    return connection


def send(connection, size):
    """So many bytes, from memory into the kernel; the host confirms them."""
    block = memoryview(bytes(1 << 20))
    for _ in range(size >> 20):
        connection.sendall(block)
    connection.shutdown(socket.SHUT_WR)
    assert int.from_bytes(connection.recv(8), "big") == size
    connection.close()
