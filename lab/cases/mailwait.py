#!/usr/bin/env python3
"""mailwait.py SERVER PORT WAITING RECIPIENT

So many senders come as far as RCPT, and their answer does not come; a % in RECIPIENT is the sender's number, from 1. From when the
first of them comes strangers come for the greeting, one after another, until it is 200 and all senders wait.
Prints `waiting N median MS p99 MS worst MS`: the senders that still wait at the end, and how long a greeting took.
"""
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

server, port, count, recipient = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
STRANGERS = 200


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


def greeting():
    began = time.monotonic()
    with socket.create_connection((server, port), timeout=60) as stranger:
        stranger.recv(4096)
        took = time.monotonic() - began
        stranger.sendall(b"QUIT\r\n")
    return took * 1000


with ThreadPoolExecutor(20) as arrivals:
    waiting = [arrivals.submit(waits, number) for number in range(count)]
    took = []
    while len(took) < STRANGERS or not all(sender.done() for sender in waiting):
        took.append(greeting())

still = 0
for sender in waiting:
    session = sender.result()
    session.setblocking(False)
    try:
        session.recv(1)
    except BlockingIOError:
        still += 1
took.sort()
print(f"waiting {still} median {took[len(took) // 2]:.0f} p99 {took[len(took) * 99 // 100]:.0f} worst {took[-1]:.0f}")
