#!/usr/bin/env python3
"""mailsilent.py FIRST LAST: servers on these ports that take connections and say nothing."""
import selectors
import socket
import sys

ready = selectors.DefaultSelector()
taken = []
for port in range(int(sys.argv[1]), int(sys.argv[2]) + 1):
    server = socket.create_server(("::", port), family=socket.AF_INET6)
    ready.register(server, selectors.EVENT_READ)
while True:
    for key, _ in ready.select():
        taken.append(key.fileobj.accept()[0])
