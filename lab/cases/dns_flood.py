"""Sends one question many times, as fast as it goes, and says of what is answered: whole W, truncated T, longer L.

L: truncated answers that have more bytes than the question.
"""

import socket
import struct
import sys

server, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
question = struct.pack(">HHHHHH", 1, 0, 1, 0, 0, 0) + labels + struct.pack(">HH", 16, 1)
whole = truncated = longer = 0
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    udp.connect((server, 53))
    udp.settimeout(2)
    for _ in range(times):
        udp.send(question)
    try:
        while whole + truncated < times:
            answer = udp.recv(4096)
            if answer[2] & 2:
                truncated += 1
                longer += len(answer) > len(question)
            else:
                whole += 1
    except TimeoutError:
        pass  # what was lost on the way
print(f"whole {whole}, truncated {truncated}, longer {longer}")
