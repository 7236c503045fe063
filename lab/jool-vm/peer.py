#!/usr/bin/env python3
"""Who talks through the NAT64 in lab/jool-vm.

peer.py serve: TCP port 7007 echoes lines; TCP and UDP port 7008 tell the client's address and port.
peer.py ask tcp|udp ADDRESS PORT: prints what comes back; ends with status 1 if nothing does.
peer.py await ADDRESS PORT SECONDS: asks by UDP every 5 ms until an answer comes; prints the milliseconds since the epoch when it came.
peer.py pour ADDRESS PORT SECONDS: sends as fast as it can to the port that echoes; ends with status 1 if the session breaks.
peer.py hold ADDRESS PORT COUNT: opens so many sessions at a time and prints how many came about.
"""
import socket
import sys
import threading
import time


def who(address) -> bytes:
    return b"you are %s port %d\n" % (address[0].encode(), address[1])


def each_connection(port: int, handle) -> None:
    with socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=128) as server:
        while True:
            connection, address = server.accept()
            threading.Thread(target=handle, args=(connection, address), daemon=True).start()


def echo(connection, _) -> None:
    with connection:
        while data := connection.recv(4096):
            connection.sendall(data)


def tell(connection, address) -> None:
    with connection:
        connection.sendall(who(address))


def tell_datagrams(port: int) -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.bind(("::", port))
        while True:
            _, address = server.recvfrom(4096)
            server.sendto(who(address), address)


def serve() -> None:
    threading.Thread(target=each_connection, args=(7007, echo), daemon=True).start()
    threading.Thread(target=each_connection, args=(7008, tell), daemon=True).start()
    tell_datagrams(7008)


def ask(protocol: str, address: str, port: int) -> None:
    if protocol == "tcp":
        with socket.create_connection((address, port), timeout=5) as session:
            print(session.makefile().readline(), end="")
        return
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as one:
        one.connect((address, port))
        for _ in range(3):
            one.settimeout(2)
            one.send(b"who\n")
            try:
                print(one.recv(4096).decode(), end="")
                return
            except TimeoutError:
                pass
        sys.exit("no answer")


def await_answer(address: str, port: int, seconds: int) -> None:
    end = time.monotonic() + seconds
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("", 0))
        one.settimeout(0.005)
        print("asking", flush=True)
        while time.monotonic() < end:
            one.sendto(b"who\n", (address, port))
            try:
                one.recv(4096)
                print(time.time_ns() // 1_000_000)
                return
            except TimeoutError:
                pass
    sys.exit("no answer")


def pour(address: str, port: int, seconds: int) -> None:
    end = time.monotonic() + seconds
    with socket.create_connection((address, port), timeout=20) as session:
        reader = threading.Thread(target=drain, args=(session,), daemon=True)
        reader.start()
        while time.monotonic() < end:
            session.sendall(bytes(1000))


def drain(session) -> None:
    try:
        while session.recv(65536):
            pass
    except OSError:
        pass  # the sender hears of it as well


def hold(address: str, port: int, count: int) -> None:
    held = []
    for _ in range(count):
        try:
            held.append(socket.create_connection((address, port), timeout=2))
        except OSError:
            pass
    print(f"{len(held)} sessions")


if __name__ == "__main__":
    word = sys.argv[1]
    if word == "serve":
        serve()
    elif word == "ask":
        ask(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif word == "await":
        await_answer(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    elif word == "pour":
        pour(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        hold(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
