#!/usr/bin/env python3
"""Who talks through the NAT64 in lab/jool-vm.

peer.py serve: TCP port 7007 echoes lines; TCP and UDP port 7008 tell the client's address and port.
peer.py ask tcp|udp ADDRESS PORT: prints what comes back; ends with status 1 if nothing does.
peer.py hold ADDRESS PORT COUNT: opens so many sessions at a time and prints how many came about.
"""
import socket
import sys
import threading


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
    else:
        hold(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
