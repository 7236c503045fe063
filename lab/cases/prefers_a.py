"""A client of before Happy Eyeballs: asks for A, and takes it if there is one; AAAA is asked for only if there is none."""

import socket
import subprocess
import sys

name, resolver, port = sys.argv[1:]


def addresses(kind):
    asked = ["dig", "+short", "+time=3", "+tries=1", "@" + resolver, name, kind]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()


known = addresses("A")
family = socket.AF_INET
if not known:
    known, family = addresses("AAAA"), socket.AF_INET6
with socket.socket(family, socket.SOCK_STREAM) as connection:
    connection.settimeout(5)
    connection.connect((known[0], int(port)))
    connection.sendall(b"GET / HTTP/1.0\r\nHost: " + name.encode() + b"\r\n\r\n")
    answer = b""
    while part := connection.recv(4096):
        answer += part
print(answer.partition(b"\r\n\r\n")[2].decode())
