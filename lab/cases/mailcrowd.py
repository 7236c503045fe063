#!/usr/bin/env python3
"""mailcrowd.py SERVER PORT RECIPIENT: connections that come as far as RCPT and hang up, until one is not greeted by 220 or 400 came.

A % in RECIPIENT is the number of the connection modulo 200, from 1. Prints how many were greeted, and what the next one was told.
"""
import socket
import sys

server, port, recipient = sys.argv[1], int(sys.argv[2]), sys.argv[3]
MOST = 400


def answer(session):
    said = b""
    while not (said.endswith(b"\n") and said.splitlines()[-1][3:4] == b" "):
        more = session.recv(4096)
        if not more:
            break
        said += more
    return said.decode().strip()


for number in range(MOST):
    with socket.create_connection((server, port), timeout=30) as session:
        greeting = answer(session)
        if not greeting.startswith("220 "):
            print(number, greeting)
            break
        for line in ("EHLO crowd.example", "MAIL FROM:<sender@elsewhere.example>"):
            session.sendall(line.encode() + b"\r\n")
            answer(session)
        session.sendall(f"RCPT TO:<{recipient.replace('%', str(number % 200 + 1))}>\r\n".encode())
else:
    print(MOST, "all were greeted")
