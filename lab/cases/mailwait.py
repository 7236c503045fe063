#!/usr/bin/env python3
"""mailwait.py SERVER PORT WAITING RECIPIENT

So many senders come as far as RCPT, and their answer does not come; a % in RECIPIENT is the sender's number, from 1. Meanwhile 20 strangers come for the greeting.
Prints `waiting N median MS worst MS`: those that still wait at the end, and how long a greeting took.
"""
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

server, port, count, recipient = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]


def talk(session, line):
    session.sendall(line.encode() + b"\r\n")
    answer = b""
    while not (answer.endswith(b"\n") and answer.splitlines()[-1][3:4] == b" "):
        answer += session.recv(4096)


def waits(number):
    session = socket.create_connection((server, port), timeout=20)
    session.recv(4096)
    talk(session, f"EHLO waiting{number}.example")
    talk(session, "MAIL FROM:<sender@elsewhere.example>")
    session.sendall(f"RCPT TO:<{recipient.replace('%', str(number + 1))}>\r\n".encode())
    return session


with ThreadPoolExecutor(50) as arrivals:
    waiting = list(arrivals.map(waits, range(count)))

took = []
for _ in range(20):
    began = time.monotonic()
    with socket.create_connection((server, port), timeout=60) as stranger:
        stranger.recv(4096)
        took.append(time.monotonic() - began)
        stranger.sendall(b"QUIT\r\n")

still = 0
for session in waiting:
    session.setblocking(False)
    try:
        session.recv(1)
    except BlockingIOError:
        still += 1
took.sort()
print(f"waiting {still} median {took[10] * 1000:.0f} worst {took[-1] * 1000:.0f}")
