#!/usr/bin/env python3
"""maillarge.py SERVER PORT SENDER RECIPIENT MEGABYTES SUBJECT: a message of so many million bytes, without SIZE. Prints the last answer."""
import socket
import sys

server, port, sender, recipient, megabytes, subject = sys.argv[1:]
LINE = b"x" * 76 + b"\r\n"
with socket.create_connection((server, int(port)), timeout=120) as session:
    answers = session.makefile("rb")

    def answer():
        while (line := answers.readline())[3:4] == b"-":
            pass
        return line.decode().strip()

    def says(text):
        session.sendall(text.encode() + b"\r\n")
        return answer()

    answer()
    for command in ("EHLO large.example", f"MAIL FROM:<{sender}>", f"RCPT TO:<{recipient}>", "DATA"):
        last = says(command)
    if last.startswith("354"):
        session.sendall(f"From: {sender}\r\nSubject: {subject}\r\n\r\n".encode())
        block = LINE * 1000
        for _ in range(int(megabytes) * 1_000_000 // len(block) + 1):
            session.sendall(block)
        last = says(".")
    print(last)
