"""Packets and TCP sessions that are no DNS, from a fixed seed, bounded."""

import random
import socket
import struct
import sys
import time

server, packets = sys.argv[1], int(sys.argv[2])
noise = random.Random(53)
question = struct.pack(">HHHHHH", 1, 0x100, 1, 0, 0, 0) + b"\x02in\x04acme\x07example\0" + struct.pack(">HH", 16, 1)


def mangled():
    data = bytearray(question)
    for _ in range(noise.randint(1, 6)):
        data[noise.randrange(len(data))] = noise.randrange(256)
    return bytes(data[: noise.randint(0, len(data))]) + noise.randbytes(noise.choice([0, 0, 3, 400, 1400]))


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    for sent in range(packets):
        if sent % 20 == 0:
            time.sleep(0.005)  # what a full socket drops, others' questions among it, dnsdist has never seen
        udp.sendto(mangled() or b"\0", (server, 53))
for _ in range(200):
    with socket.create_connection((server, 53), timeout=5) as tcp:
        data = mangled()
        try:
            tcp.sendall(struct.pack(">H", noise.choice([0, len(data), len(data) + 7, 65535])) + data)
        except ConnectionError:
            pass  # dnsdist has closed it
