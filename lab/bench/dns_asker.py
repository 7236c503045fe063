"""Asks name servers by UDP, at most 50 questions at a time: each line of standard input is `ADDRESS NAME TYPE`.

dnsperf asks one address; this one asks a question where its name server is. Every answer must be whole, NOERROR, with authority
and with a record.
"""

import ipaddress
import select
import socket
import struct
import sys

PATIENCE = 5  # seconds
TYPES = {"A": 1, "TXT": 16, "AAAA": 28}
# OPT: 1232 bytes may come back (RFC 6891).
EDNS = b"\0" + struct.pack(">HHIH", 41, 1232, 0, 0)
QR_AA, TC_RCODE = 0x8400, 0x020F


def packet(number, name, kind):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
    header = struct.pack(">HHHHHH", number & 0xFFFF, 0, 1, 0, 0, 1)
    return header + labels + struct.pack(">HH", TYPES[kind], 1) + EDNS


questions = []
for number, line in enumerate(sys.stdin):
    address, name, kind = line.split()
    questions.append((packet(number, name, kind), (address, 53)))
family = socket.AF_INET if ipaddress.ip_address(questions[0][1][0]).version == 4 else socket.AF_INET6
with socket.socket(family, socket.SOCK_DGRAM) as asker:
    asker.setblocking(False)
    asked = answered = 0
    while answered < len(questions):
        while asked < len(questions) and asked - answered < 50:
            asker.sendto(*questions[asked])
            asked += 1
        if not select.select([asker], [], [], PATIENCE)[0]:
            sys.exit(f"{asked - answered} of {asked} questions were not answered in {PATIENCE} s")
        try:
            while True:
                number, flags, _, answers = struct.unpack(">HHHH", asker.recv(4096)[:8])
                if flags & (QR_AA | TC_RCODE) != QR_AA or not answers:
                    sys.exit(f"question {number} was answered by flags {flags:#06x} and {answers} records")
                answered += 1
        except BlockingIOError:
            pass
